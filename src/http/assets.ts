// The built browser files, read once at start: names carry a hash, so they may be cached for ever.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { z } from "zod";
import { StartError } from "../base/errors.ts";
import { type Encoded, encode } from "./encoded.ts";

const Manifest = z.object({
  "help.js": z.string().startsWith("/assets/"),
  "help.css": z.string().startsWith("/assets/"),
  "offline.js": z.string().startsWith("/assets/"),
  "embed.js": z.string().startsWith("/assets/"),
  "frame.js": z.string().startsWith("/assets/"),
  "console.js": z.string().startsWith("/assets/"),
  "console.css": z.string().startsWith("/assets/"),
  "gallery.js": z.string().startsWith("/assets/").optional(),
});

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

const HASH_LENGTH = 8;
/** Ends the name of what the build compressed as small as can be, which takes longer than a first reader should wait. */
export const COMPRESSED = ".br";

export interface Assets {
  readonly css: string;
  readonly script: string;
  /** The worker that keeps visited pages. */
  readonly offline: string;
  /** The script that other sites load, and that of the frame it makes there. */
  readonly embed: { readonly script: string; readonly frame: string };
  /** Those of the desk's console; no page of a reader loads them. */
  readonly console: { readonly css: string; readonly script: string };
  /** Shows the chat's components in the gallery; a build may be without it. */
  readonly gallery: string | undefined;
  /** By address, `/assets/…`. */
  readonly files: ReadonlyMap<string, Encoded>;
}

/**
 * Reads `manifest.json` and `assets/` of the build; `brand` are rules that the pages' sheet ends with. Throws StartError
 * when the build is not there or not whole.
 */
export async function loadAssets(dir: string, brand = ""): Promise<Assets> {
  const manifest = await readManifest(join(dir, "manifest.json"));
  const names = await readdir(join(dir, "assets")).catch((cause: unknown) => {
    throw new StartError(`${join(dir, "assets")} cannot be read (${String(cause)}). Run: npm run build`);
  });
  const files = await Promise.all(
    names
      .filter((name) => !name.endsWith(COMPRESSED))
      .map(async (name) => {
        const type = TYPES[extname(name)] ?? "application/octet-stream";
        const path = join(dir, "assets", name);
        const br = names.includes(name + COMPRESSED) ? await readFile(path + COMPRESSED) : undefined;
        return [`/assets/${name}`, encode(await readFile(path), type, "kept", br)] as const;
      }),
  );
  const assets = {
    css: manifest["help.css"],
    script: manifest["help.js"],
    console: { css: manifest["console.css"], script: manifest["console.js"] },
    offline: manifest["offline.js"],
    gallery: manifest["gallery.js"],
    embed: { script: manifest["embed.js"], frame: manifest["frame.js"] },
    files: new Map<string, Encoded>(files),
  };
  const missing = Object.values(manifest).filter((address) => address && !assets.files.has(address));
  if (missing.length > 0) {
    throw new StartError(`${dir} lacks ${missing.join(", ")}, which manifest.json names. Run: npm run build`);
  }
  return brand === "" ? assets : branded(assets, brand);
}

/** The sheet's address carries a hash for ever, so other rules are another address. */
function branded(assets: Assets, brand: string): Assets {
  const sheet = Buffer.concat([
    assets.files.get(assets.css)?.bytes("identity") ?? Buffer.alloc(0),
    Buffer.from(brand),
  ]);
  const hash = createHash("sha256").update(sheet).digest("base64url").slice(0, HASH_LENGTH);
  const css = `/assets/help-${hash}.css`;
  return { ...assets, css, files: new Map([...assets.files, [css, encode(sheet, TYPES[".css"] ?? "")]]) };
}

async function readManifest(path: string): Promise<z.infer<typeof Manifest>> {
  try {
    return Manifest.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`${path} is missing or broken. Run: npm run build\n${problem}`);
  }
}
