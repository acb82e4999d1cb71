// Headers of every response, errors included: strict content policy, no foreign origin, no framing.
import type { RequestHandler } from "express";
import helmet from "helmet";
import { requestOrigin } from "./same-origin.ts";

const ONE_YEAR_S = 31_536_000;

/**
 * HSTS only when the public address is https: on plain http it would lock merchants out of a test site. It speaks for
 * this host alone: the operator said nothing of what else runs under the same name.
 */
export function securityHeaders(publicOrigin: string | undefined): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        // Safari before 15.4 does not count a WebSocket of the same host as 'self'.
        connectSrc: ["'self'", (req) => requestOrigin(req, publicOrigin).replace(/^http/, "ws")],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        requireTrustedTypesFor: ["'script'"],
        // Our scripts write no markup. The one policy lets the worker's own address through, and nothing else (help/offline.ts).
        trustedTypes: ["huanka-offline"],
      },
    },
    strictTransportSecurity: publicOrigin?.startsWith("https://")
      ? { maxAge: ONE_YEAR_S, includeSubDomains: false }
      : false,
    // Other sites learn nothing. With "no-referrer" browsers would also hide from our own forms where they come from.
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
}
