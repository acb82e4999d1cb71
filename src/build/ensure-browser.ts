// Builds the browser files when they are missing or old; the bundler is loaded only then.
import { browserBundlesAreFresh } from "./browser-stamp.ts";

export async function ensureBrowserBundles(): Promise<void> {
  if (browserBundlesAreFresh()) return;
  process.stdout.write("Building the browser bundles …\n");
  const { buildBrowser } = await import("./build-browser.ts");
  await buildBrowser();
}
