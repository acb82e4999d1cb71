// For machines: whether the process lives, whether it can serve, and its counts.
import { type Request, Router } from "express";
import { AppError } from "../base/errors.ts";
import { isSameSecret } from "../http/access.ts";
import type { Metrics } from "../http/metrics.ts";

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;

/** /healthz, /readyz and /metrics. Counts are not public: they are answered as not found to strangers. */
export function healthRouter(parts: {
  ready: () => Promise<boolean>;
  metrics: Metrics;
  metricsToken: string | undefined;
  /** Then what comes from this machine may come from anywhere: counts need the token. */
  behindProxy: boolean;
}): Router {
  const { ready, metrics, metricsToken, behindProxy } = parts;
  const router = Router();
  router.get("/healthz", (_req, res) => {
    res.set("Cache-Control", "no-store").type("text/plain").send("ok\n");
  });
  router.get("/readyz", async (_req, res) => {
    const serving = await ready();
    res.set("Cache-Control", "no-store").type("text/plain");
    res.status(serving ? 200 : 503).send(serving ? "ready\n" : "not ready\n");
  });
  router.get("/metrics", async (req, res) => {
    const isOpen = !behindProxy && isLocal(req);
    if (!isOpen && !hasToken(req, metricsToken)) throw new AppError("not-found");
    const { type, text } = await metrics.render();
    res.set("Cache-Control", "no-store").type(type).send(text);
  });
  return router;
}

/** A proxy on the same machine connects from loopback too, but says for whom. */
function isLocal(req: Request): boolean {
  const forwarded = req.headers["x-forwarded-for"] ?? req.headers.forwarded ?? req.headers["x-real-ip"];
  return forwarded === undefined && LOOPBACK.test(req.socket.remoteAddress ?? "");
}

function hasToken(req: Request, token: string | undefined): boolean {
  return token !== undefined && isSameSecret(req.headers.authorization ?? "", `Bearer ${token}`);
}
