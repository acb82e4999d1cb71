// Where to listen and which database, as settings: read once, or with what is wrong and what to write instead.
import { isIP, isIPv6 } from "node:net";
import { z } from "zod";

const NAME =
  /^(?=.{1,253}$)[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?(?:\.[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?)*\.?$/;
const BRACKETS = /^\[(.*)\]$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/** Whether only this machine reaches what listens there. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** A name or an address of this machine, as it is listened on: small letters, without brackets. */
export const ListenHost = z.string().transform((text, context) => {
  const host = (BRACKETS.exec(text)?.[1] ?? text).toLowerCase();
  if (isIP(host) !== 0) return isIPv6(host) && !host.includes("%") ? shortened(host) : host;
  const problem = problemOfHost(host);
  if (problem === undefined) return host;
  context.addIssue({ code: "custom", message: problem });
  return z.NEVER;
});

function problemOfHost(host: string): string | undefined {
  if (host.includes("*"))
    return "has to be one address of this machine; 0.0.0.0 and :: stand for all of them";
  if (/[/@?#\\]/.test(host))
    return "has to be a name or an address alone, as in 127.0.0.1, without https:// and a path";
  if (/:\d*$/.test(host)) return "has to be a name or an address alone, as in 127.0.0.1: the port is PORT";
  if (/^[\d.]+$/.test(host) || !NAME.test(host))
    return "is no address and no name of a machine, write it as in 127.0.0.1";
  return undefined;
}

/** 0:0:0:0:0:0:0:1 as ::1. */
function shortened(host: string): string {
  return new URL(`http://[${host}]`).hostname.slice(1, -1);
}

const POSTGRES = /^postgres(?:ql)?:\/\//;

/** The kind of database in small letters; a PostgreSQL address in which no sign of a password stands for something else. */
export const DatabaseUrl = z.string().transform((text, context) => {
  const url = text.replace(/^[a-z]+:/i, (scheme) => scheme.toLowerCase());
  const problem = problemOfDatabase(url);
  if (problem === undefined) return url;
  context.addIssue({ code: "custom", message: problem });
  return z.NEVER;
});

function problemOfDatabase(url: string): string | undefined {
  if (url.startsWith("sqlite:")) return undefined;
  if (!POSTGRES.test(url)) return "starts with sqlite: or postgres://";
  // A socket is named behind the question mark, and its host is left out.
  const parsed = URL.parse(url.replace("@/", "@localhost/"));
  const isCut = parsed === null || parsed.hash !== "" || parsed.pathname.includes("@");
  return isCut
    ? "cannot be read: in a password write # as %23, / as %2F, ? as %3F, @ as %40 and % as %25"
    : undefined;
}
