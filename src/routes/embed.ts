// The chat on other sites: the page that stands in their frame, for those that the operator trusts.
import { z } from "zod";
import type { Config } from "../base/config.ts";
import { AppError } from "../base/errors.ts";
import type { Assets } from "../http/assets.ts";
import { encode, sendEncoded } from "../http/encoded.ts";
import { defineRoute } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";
import { embedDocument } from "../pages/embed.ts";
import type { Snapshot } from "../pages/site.ts";
import { page } from "./pages.ts";
import { lastOne } from "./typed-query.ts";

/** Of one locale. */
export function embedRoutes(parts: {
  readonly snapshot: () => Snapshot;
  readonly prefix: string;
  readonly assets: Assets;
  readonly config: Pick<Config, "trustedOrigins">;
}): Router {
  const { snapshot, prefix, assets, config } = parts;
  const frame = defineRoute({
    method: "get",
    path: "/embed",
    says: "The chat for the frame on another site, which has to be one of TRUSTED_ORIGINS",
    query: z.object({
      origin: lastOne.describe("The site around the frame"),
      provider: lastOne.describe("Id of the provider whose page it is there"),
    }),
    answers: page("The launcher of the chat"),
    errors: ["forbidden"],
    answer({ query: { origin = "", provider }, req, res }) {
      if (!config.trustedOrigins.includes(origin)) throw new AppError("forbidden", { origin });
      const policy = String(res.getHeader("Content-Security-Policy"));
      res.set(
        "Content-Security-Policy",
        policy.replace("frame-ancestors 'none'", `frame-ancestors ${origin}`),
      );
      res.removeHeader("X-Frame-Options");
      const document = embedDocument(
        { parentOrigin: origin, provider, frameScript: assets.embed.frame },
        snapshot(),
      );
      sendEncoded(req, res, encode(document, "text/html; charset=utf-8", "passing"), "no-cache");
    },
  });
  return createRouter([frame], { prefix });
}
