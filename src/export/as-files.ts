// From a page as the service answers it to the same page as a file: links lead to files beside it, and what needs the
// service is taken out.
import { posix } from "node:path";

/** Whatever leads somewhere; none of ours stands in another of its kind. */
const LEADING =
  /<(a|form)\b[^>]*? (?:href|action)="([^"]*)"[^>]*>.*?<\/\1>|<link\b[^>]*? href="([^"]*)"[^>]*>/gs;
const ASKS_THE_CHAT = /<p class="ask">.*?<\/p>/gs;
/** What held nothing but what was taken out, with the words that led to it. */
const EMPTIED = /<(li|p)\b[^>]*>(?:[^<]*[：:])?\s*<\/\1>/g;
const ADDRESS = / (href|src|action|data-filter)="(\/[^"]*)"/g;

/** Where what is asked for by a path lies in the folder: `/` in index.html, `/providers` in providers.html. */
export function fileAt(path: string): string {
  const name = path.slice(1);
  if (name === "" || name.endsWith("/")) return `${name}index.html`;
  return posix.extname(name) === "" ? `${name}.html` : name;
}

interface Written {
  /** The page's own address. */
  readonly path: string;
  /** The file that its search looks through. */
  readonly list: string;
  /** Every file there will be. */
  readonly files: ReadonlySet<string>;
  /** Told of each address that leads nowhere any more. */
  dropped(path: string): void;
}

/** Addresses outside the site stay as they are. */
export function asFile(html: string, { path, list, files, dropped }: Written): string {
  const folder = posix.dirname(fileAt(path));
  const from = (file: string) => posix.relative(folder, file);
  const isThere = (address: string) => !address.startsWith("/") || files.has(fileAt(pathOf(address)));
  return html
    .replace(ASKS_THE_CHAT, "")
    .replace(LEADING, (whole, _, of, linked) => {
      const address = of ?? linked;
      if (isThere(address)) return whole;
      dropped(pathOf(address));
      return "";
    })
    .replace(EMPTIED, "")
    .replace(ADDRESS, (_, name, address) => {
      const own = pathOf(address);
      return ` ${name}="${from(fileAt(own))}${address.slice(own.length)}"`;
    })
    .replace(" data-kept", "")
    .replaceAll(" data-search>", ` data-search="${from(list)}">`);
}

const pathOf = (address: string) => /^[^?#]*/.exec(address)?.[0] ?? "";
