// Addresses of sites in settings, read once by the URL standard: as browsers will name them, or with what is wrong.
import { z } from "zod";

/** How a browser names the site, `https://xn--….example`; or one sentence that says what to write instead. */
export type ReadOrigin = { readonly origin: string } | { readonly problem: string };

/** A parser lets quotes and brackets through, which no site is named by and which end a word in a policy. */
const HOST_OF_A_SITE = /^(?:[a-z\d._-]+|\[[\da-f:.]+\])$/;

/** As the internet's names are limited. */
const MOST_IN_PART = 63;
const MOST_IN_HOST = 253;

function longestPart(hostname: string): number {
  return Math.max(...hostname.split(".").map(({ length }) => length));
}

/** Capitals, international names and default ports become what browsers send. */
export function readOrigin(text: string): ReadOrigin {
  const problem = (what: string): ReadOrigin => ({ problem: `${what}; found ${JSON.stringify(text)}` });
  if (text.includes("*")) return problem("has to name each site in full, a wildcard lets in strangers");
  if (/[;\s；，、]/.test(text))
    return problem("holds a semicolon, a blank or a Chinese comma: separate addresses by commas");
  if (!/^[a-z][a-z\d+.-]*:\/\/(?![/\\])/i.test(text))
    return problem("has to begin with https://, as in https://shop.example");
  if (!URL.canParse(text)) return problem("is no address, write it as in https://shop.example");
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) return problem("has to begin with https://");
  if (text.includes("@")) return problem("must not hold a user or a password");
  if (!HOST_OF_A_SITE.test(url.hostname)) return problem("holds a sign that no name of a site has");
  if (/(?:^|\.)\./.test(url.hostname)) return problem("has two dots beside each other, or begins with one");
  if (url.search !== "" || url.hash !== "" || /[?#]/.test(text))
    return problem("must end with the host or port, without ? and #");
  if (longestPart(url.hostname) > MOST_IN_PART || url.hostname.length > MOST_IN_HOST || url.port === "0")
    return problem("holds a name or a port that no site can have");
  if (url.pathname !== "/" || /[/\\]$/.test(text))
    return problem("must end with the host or port, without a path and a slash");
  return { origin: url.origin };
}

/** One address. */
export const Origin = z.string().transform((text, context) => {
  const read = text.includes(",")
    ? { problem: `is one address; found ${JSON.stringify(text)}` }
    : readOrigin(text);
  if ("origin" in read) return read.origin;
  context.addIssue({ code: "custom", message: read.problem });
  return z.NEVER;
});

/** Several, separated by commas. */
export const Origins = z.string().transform((text, context) => {
  const read = text.split(",").flatMap((part) => (part.trim() === "" ? [] : [readOrigin(part.trim())]));
  for (const one of read) {
    if ("problem" in one) context.addIssue({ code: "custom", message: one.problem });
  }
  return read.flatMap((one) => ("origin" in one ? [one.origin] : []));
});
