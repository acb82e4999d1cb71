// The drawings as files, for the chat: pages carry them within.
import { z } from "zod";
import { DRAWINGS } from "../../../bot/knowledge/article.ts";
import { AppError } from "../../base/errors.ts";
import { encode, PAGE_CACHE, sendEncoded } from "../../http/encoded.ts";
import { defineRoute } from "../../http/route.ts";
import { createRouter, type Router } from "../../http/router.ts";
import { drawingFile } from "../../pages/drawings.ts";
import type { Snapshot } from "../../pages/site.ts";

/** Of one locale. */
export function drawingRoutes(parts: { readonly snapshot: () => Snapshot; readonly prefix: string }): Router {
  const { snapshot, prefix } = parts;
  const file = defineRoute({
    method: "get",
    path: "/drawings/:file",
    says: "A drawing of where a merchant finds whose terminal it is",
    params: z.object({ file: z.string().meta({ examples: [`${DRAWINGS[0]}.svg`] }) }),
    errors: ["not-found"],
    answers: { 200: { says: "The drawing", types: ["image/svg+xml"] } },
    answer({ req, res, params }) {
      const drawing = DRAWINGS.find((name) => params.file === `${name}.svg`);
      if (drawing === undefined) throw new AppError("not-found");
      // The style within is ours and the only thing in it; nothing else may run or be fetched.
      res.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
      sendEncoded(
        req,
        res,
        encode(drawingFile(drawing, snapshot().knowledge), "image/svg+xml", "passing"),
        PAGE_CACHE,
      );
    },
  });
  return createRouter([file], { prefix });
}
