// What npm-gone.js has, which is plain JavaScript.
export function whenNpmIsGone(tell: () => void): void;
