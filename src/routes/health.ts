// For machines: whether the process lives, whether it can serve, and its counts.
import type { Request } from "express";
import type { Config } from "../base/config.ts";
import { AppError } from "../base/errors.ts";
import { isSameSecret } from "../http/access.ts";
import type { Metrics } from "../http/metrics.ts";
import { type Answer, defineRoute } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;

const text = (says: string): Answer => ({ says, types: ["text/plain"] });

/** Counts are not public: they are answered as not found to strangers. */
export function healthRoutes(parts: {
  readonly ready: () => Promise<boolean>;
  readonly isDraining?: () => boolean;
  /** Why no conversation can be begun, though those under way go on. */
  readonly problemOfRoom: () => Promise<AppError | undefined>;
  readonly metrics: Metrics;
  readonly config: Pick<Config, "metricsToken" | "publicOrigin" | "trustProxy">;
}): Router {
  const { metrics, isDraining = () => false } = parts;
  const ready = onceASecond(parts.ready);
  const { metricsToken, publicOrigin, trustProxy } = parts.config;
  // Then what comes from this machine may come from anywhere.
  const behindProxy = publicOrigin !== undefined || trustProxy > 0;
  const routes = [
    defineRoute({
      method: "get",
      path: "/healthz",
      says: "Whether the process lives",
      answers: { 200: text("It does") },
      answer({ res }) {
        res.set("Cache-Control", "no-store").type("text/plain").send("ok\n");
      },
    }),
    defineRoute({
      method: "get",
      path: "/readyz",
      says: "Whether it can serve",
      answers: { 200: text("It can"), 503: text("The database cannot write now, or it is being stopped") },
      async answer({ res }) {
        res.set("Cache-Control", "no-store").type("text/plain");
        if (isDraining()) {
          res.status(503).send("stopping\n");
          return;
        }
        const serving = await ready();
        const isShort = (await parts.problemOfRoom()) !== undefined;
        const said = isShort ? "ready\nlow on disk space: new conversations are refused\n" : "ready\n";
        res.status(serving ? 200 : 503).send(serving ? said : "not ready\n");
      },
    }),
    defineRoute({
      method: "get",
      path: "/metrics",
      says: "Counts for Prometheus: to this machine, and to the bearer of the metrics token",
      needs: ["nothing", "secret"],
      answers: { 200: text("Prometheus' text format") },
      errors: ["not-found"],
      async answer({ req, res }) {
        const isOpen = !behindProxy && isLocal(req);
        if (!isOpen && !hasToken(req, metricsToken)) throw new AppError("not-found");
        const { type, text: counts } = await metrics.render();
        res.set("Cache-Control", "no-store").type(type).send(counts);
      },
    }),
  ];
  return createRouter(routes, { slash: "same" });
}

const SECOND_MS = 1_000;

/** One look at a time, whose answer holds for a second: each is a durable write, and anybody may ask. */
function onceASecond<T>(look: () => Promise<T>): () => Promise<T> {
  let last: { readonly found: Promise<T>; endedMs: number } | undefined;
  return () => {
    if (last && performance.now() - last.endedMs < SECOND_MS) return last.found;
    const looking = { found: look(), endedMs: Number.POSITIVE_INFINITY };
    last = looking;
    const end = () => {
      looking.endedMs = performance.now();
    };
    looking.found.then(end, end);
    return looking.found;
  };
}

/** What a browser on this machine asks for by another name may be a page elsewhere that gave its name our address. */
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** A proxy on the same machine connects from loopback too, but says for whom. */
function isLocal(req: Request): boolean {
  const forwarded = req.headers["x-forwarded-for"] ?? req.headers.forwarded ?? req.headers["x-real-ip"];
  const isByName = LOOPBACK_HOST.test(req.headers.host ?? "");
  return forwarded === undefined && isByName && LOOPBACK.test(req.socket.remoteAddress ?? "");
}

function hasToken(req: Request, token: string | undefined): boolean {
  return token !== undefined && isSameSecret(req.headers.authorization ?? "", `Bearer ${token}`);
}
