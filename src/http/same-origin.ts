// Which origin a request was made to, and whether the page that made it is ours. Pages, forms and chat all ask here.
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { RequestHandler } from "express";
import { AppError } from "../base/errors.ts";

/** A host as browsers write it; anything else in the header is an attack or a mistake and is not echoed. */
const HOST = /^[a-z0-9.-]+(?::\d{1,5})?$|^\[[0-9a-f:.]+\](?::\d{1,5})?$/i;

/** What of a request is read here; `protocol` is Express's, which believes the configured proxies. */
type Asking = Pick<IncomingMessage, "headers"> & { readonly protocol?: string };

/** The configured public origin, else what the Host header says; `http://localhost` for a Host that is none. */
export function requestOrigin(
  { headers, protocol = "http" }: Asking,
  publicOrigin: string | undefined,
): string {
  if (publicOrigin !== undefined) return publicOrigin;
  const { host = "" } = headers;
  return HOST.test(host) ? `${protocol}://${host}` : "http://localhost";
}

/**
 * The origin of the page that asks, where the browser says that it is ours: true also behind a proxy that passes another
 * Host than merchants typed. Only for answers that nobody keeps, as another client may say the same.
 */
export function ownPageOrigin({ headers }: Asking): string | undefined {
  const page = headers.origin ?? headers.referer ?? "";
  return saysSameOrigin(headers) && URL.canParse(page) ? new URL(page).origin : undefined;
}

/**
 * Without a public address every answer names the host that was asked, in its policy if nowhere else. A cache in front may
 * keep answers by path alone, as nginx does unless told otherwise: it is told that another Host means another answer, or
 * a stranger's would be everybody's.
 */
export function varyByHost(publicOrigin: string | undefined): RequestHandler {
  return (_req, res, next) => {
    if (publicOrigin === undefined) res.vary("Host");
    next();
  };
}

/**
 * Whether the page that asks was served here: the browser says so by Sec-Fetch-Site, which no page can forge, or the
 * page's host is the one that was asked. A proxy that passes another Host than merchants typed leaves the first only.
 */
export function isOwnPage({ headers }: Asking, publicOrigin: string | undefined): boolean {
  const { origin, host } = headers;
  if (saysSameOrigin(headers) || (origin !== undefined && origin === publicOrigin)) return true;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

function saysSameOrigin(headers: IncomingMessage["headers"]): boolean {
  return headers["sec-fetch-site"] === "same-origin";
}

/**
 * Refuses a form post that another site made. Browsers say where a request comes from by Sec-Fetch-Site; older
 * ones by Origin. A post with neither is refused too. Throws AppError `forbidden`.
 */
export function requireSameOrigin(publicOrigin: string | undefined): RequestHandler {
  return (req, _res, next) => {
    const { origin, host, "sec-fetch-site": site } = req.headers;
    const own = site === undefined ? isOwnPage(req, publicOrigin) : saysSameOrigin(req.headers);
    if (!own) throw new AppError("forbidden", { origin, host, site });
    next();
  };
}

/** Names of this very machine, whoever's name server is asked. */
const OWN_NAME = /^(?:localhost|[a-z0-9-]+\.localhost)\.?$/i;
/** A name with a port, or without. */
const NAMED_HOST = /^([^:[\]]+)(?::(\d{1,5}))?$/;
const HTTP_PORT = 80;

/**
 * Refuses a request whose Host is said twice, which two readers would not read alike, and, where no public address is
 * configured, one that asks this machine by a stranger's name: a page elsewhere whose name was given our address. It has
 * to ask at our own port and says so; proxies pass on a name without a port, or an address. Throws AppError
 * `bad-argument` and `misdirected`.
 */
export function requireOwnName({
  publicOrigin,
  trustProxy,
}: {
  readonly publicOrigin: string | undefined;
  readonly trustProxy: number;
}): RequestHandler {
  const isByItself = publicOrigin === undefined && trustProxy === 0;
  return (req, _res, next) => {
    const { host = "" } = req.headers;
    if (hostsOf(req) > 1) throw new AppError("bad-argument", { problems: ["Host: is there twice"] });
    if (isByItself && isNamedByStrangers(host, req.socket.localPort))
      throw new AppError("misdirected", { host });
    next();
  };
}

function hostsOf({ rawHeaders }: Pick<IncomingMessage, "rawHeaders">): number {
  return rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host").length;
}

function isNamedByStrangers(host: string, ownPort: number | undefined): boolean {
  const [, name = "", port = String(HTTP_PORT)] = NAMED_HOST.exec(host) ?? [];
  return name !== "" && Number(port) === ownPort && isIP(name) === 0 && !OWN_NAME.test(name);
}
