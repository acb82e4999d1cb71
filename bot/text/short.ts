// How short a text is of which nothing that is read takes long, whatever stands in it.

/** Patterns are held to it by `npx huanka prove patterns`: a limit to the time would cost more than the reading. */
export const SHORT_TEXT = 300;
