// What phones, messengers, feed readers and the browser's own store ask for beside the pages.
import { z } from "zod";
import type { Config } from "../../base/config.ts";
import { AppError } from "../../base/errors.ts";
import type { Assets } from "../../http/assets.ts";
import { type Encoded, encode, PAGE_CACHE, sendEncoded } from "../../http/encoded.ts";
import { defineRoute } from "../../http/route.ts";
import { createRouter, type Router } from "../../http/router.ts";
import { requestOrigin } from "../../http/same-origin.ts";
import { feedXml, webManifest } from "../../pages/feed.ts";
import type { Snapshot } from "../../pages/site.ts";
import { signPng } from "../../view/files/sign-png.ts";
import { PICTURE_SIZE } from "../../view/sharing.ts";

const ONE_DAY = "public, max-age=86400";
const SIZES = ["180", "192", "512"];
/** How much of the picture's height the mark takes. */
const SHARE = 0.6;

const answers = (...types: string[]) => ({ 200: { says: "The file", types } });

export function sharingRoutes(parts: {
  readonly snapshotIn: (locale?: string) => Snapshot;
  readonly assets: Assets;
  readonly config: Pick<Config, "publicOrigin" | "site">;
}): Router {
  const { snapshotIn, assets, config } = parts;
  const routes = [
    ...pictureRoutes(config.site.brand.light),
    defineRoute({
      method: "get",
      path: "/feed.xml",
      says: "The pages that changed last, as RSS",
      answers: answers("application/rss+xml"),
      answer({ req, res }) {
        const xml = feedXml(snapshotIn(), requestOrigin(req, config.publicOrigin));
        sendEncoded(req, res, encode(xml, "application/rss+xml; charset=utf-8", "passing"), PAGE_CACHE);
      },
    }),
    defineRoute({
      method: "get",
      path: "/manifest.webmanifest",
      says: "What a phone needs to put the site on its home screen",
      answers: answers("application/manifest+json"),
      answer({ req, res }) {
        const manifest = encode(
          webManifest(snapshotIn()),
          "application/manifest+json; charset=utf-8",
          "passing",
        );
        sendEncoded(req, res, manifest, ONE_DAY);
      },
    }),
    defineRoute({
      method: "get",
      path: "/offline.js",
      says: "Keeps visited pages in the browser, for when there is no network",
      answers: answers("text/javascript"),
      errors: ["not-found"],
      answer({ req, res }) {
        const script = assets.files.get(assets.offline);
        if (!script) throw new AppError("not-found");
        sendEncoded(req, res, script, "no-cache");
      },
    }),
  ];
  return createRouter(routes);
}

/** Drawn at the first request, as few ask for them, and kept. */
function pictureRoutes(brand: string | undefined) {
  const drawn = new Map<string, Encoded>();
  const png = (name: string, draw: () => Buffer) => {
    const made = drawn.get(name) ?? encode(draw(), "image/png");
    drawn.set(name, made);
    return made;
  };
  return [
    defineRoute({
      method: "get",
      path: "/icon-:size.png",
      says: "The sign of the site for home screens",
      params: z.object({ size: z.string().meta({ examples: SIZES }) }),
      answers: answers("image/png"),
      errors: ["not-found"],
      answer({ req, res, params: { size } }) {
        if (!SIZES.includes(size)) throw new AppError("not-found");
        const edge = Number(size);
        sendEncoded(
          req,
          res,
          png(size, () => signPng(edge, edge, { ...(brand && { brand }) })),
          ONE_DAY,
        );
      },
    }),
    defineRoute({
      method: "get",
      path: "/share.png",
      says: "What messengers show beside a shared page that has no picture of its own",
      answers: answers("image/png"),
      answer({ req, res }) {
        const { width, height } = PICTURE_SIZE;
        res.set("Cross-Origin-Resource-Policy", "cross-origin");
        sendEncoded(
          req,
          res,
          png("share", () => signPng(width, height, { share: SHARE, ...(brand && { brand }) })),
          ONE_DAY,
        );
      },
    }),
  ];
}
