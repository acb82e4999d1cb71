// Microsoft's Web Chat, fetched from the package registry into a cache; the product neither ships nor installs it.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

const PACKAGE = "botframework-webchat";
const CACHE = resolve("node_modules/.cache/webchat");
const BUNDLES = ["webchat-minimal.js", "webchat.js"] as const;
export type Bundle = (typeof BUNDLES)[number];

export interface WebChatPackage {
  readonly version: string;
  path(bundle: Bundle): string;
}

/** The newest version: the archive alone, 7 MB, instead of 486 MB with all it depends on. Throws a clear sentence. */
export function fetchWebChat(): WebChatPackage {
  mkdirSync(CACHE, { recursive: true });
  try {
    const told = execFileSync("npm", ["pack", PACKAGE, "--json", "--pack-destination", CACHE], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [{ version, filename }] = JSON.parse(told) as [{ version: string; filename: string }];
    const files = BUNDLES.map((bundle) => `package/dist/${bundle}`);
    execFileSync("tar", ["xzf", join(CACHE, filename), "-C", CACHE, ...files]);
    return { version, path: (bundle) => join(CACHE, "package/dist", bundle) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${PACKAGE} cannot be fetched, so Web Chat was not tested. This needs npm, tar and a package registry: ${why}`,
    );
  }
}
