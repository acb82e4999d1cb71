// A style sheet taken in as text, for adoptedStyleSheets; the bundler minifies it.
declare module "*.css?inline" {
  const css: string;
  export = css;
}

declare module "*.css";
