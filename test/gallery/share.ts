// `huanka share pictures`: for every page of the published content the picture that messengers show beside it, drawn from its
// title by the Chromium of this machine into the build. Pages without one, or with another title since, show the site's.
import { globSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { TOKENS_CSS } from "../../src/base/design/design-tokens.ts";
import { BROWSER_DIR } from "../../src/build/build-browser.ts";
import { byPhrase, html, trusted } from "../../src/view/html.ts";
import { favicon } from "../../src/view/icons.ts";
import { PICTURE_SIZE, pictureAddress } from "../../src/view/sharing.ts";
import { launchChromium } from "../support/chromium.ts";
import { freshDataDir, startProcess, stopProcess } from "../support/start-process.ts";

/** Two characters that no font of the machine has are drawn as the same box. */
const HAS_FONT = `(() => {
  const drawn = ["换", "卡"].map((character) => {
    const context = new OffscreenCanvas(40, 40).getContext("2d");
    context.font = "32px system-ui, sans-serif";
    context.fillText(character, 2, 34);
    return context.getImageData(0, 0, 40, 40).data.join();
  });
  return drawn[0] !== drawn[1];
})()`;
const NO_FONT =
  "No font of this machine has Chinese characters, so the pictures would be boxes. Install one (Debian, Ubuntu: apt install fonts-noto-cjk).";

export interface Shared {
  /** As its head says it. */
  readonly title: string;
  readonly siteName: string;
  readonly colour: string;
}

/** What a page says of itself, or nothing where it is not to be shared. */
export function sharedOf(document: string): Shared | undefined {
  const [title, siteName, colour] = ["og:title", "og:site_name", "theme-color"].map((name) =>
    decode(new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(document)?.[1] ?? ""),
  );
  return title && siteName && colour ? { title, siteName, colour } : undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const decode = (text: string) => text.replace(/&([\w#]+);/g, (written, name) => ENTITIES[name] ?? written);

/** Draws one; throws the sentence of what is missing where the machine has no Chinese font. */
export async function drawPicture(page: Page, { title, siteName, colour }: Shared): Promise<Buffer> {
  const own = title
    .replace(new RegExp(`( - |：)${siteName}$|^${siteName}(：|: )`), "")
    .replace(/^./u, (first) => first.toUpperCase());
  await page.setViewportSize(PICTURE_SIZE);
  await page.setContent(
    html`<!doctype html><meta charset="utf-8"><style>${trusted(TOKENS_CSS)}${trusted(STYLE)}</style>
<body><h1>${byPhrase(own)}</h1><p><img alt="" src="data:image/svg+xml,${encodeURIComponent(favicon(colour))}">${siteName}</p></body>`.toString(),
  );
  if (!(await page.evaluate<boolean>(HAS_FONT))) throw new Error(NO_FONT);
  await page.evaluate(FIT);
  return page.screenshot();
}

/** A long title is set smaller, so that the name of the site below it stays in the picture. */
const FIT = `(() => {
  const title = document.querySelector("h1");
  for (let size = 72; document.documentElement.scrollHeight > innerHeight && size > 32; size -= 4) title.style.fontSize = size + "px";
})()`;

const STYLE = `
  body { display: flex; flex-direction: column; justify-content: space-between; gap: 40px; box-sizing: border-box; min-height: 100vh; margin: 0; padding: 88px 96px 72px; border-inline-start: 24px solid var(--brand); background: var(--bg); color: var(--ink); font-family: var(--face) }
  h1 { margin: 0; font: 600 76px/1.35 var(--face); text-wrap: balance }
  .phrase { display: inline-block; word-break: keep-all }
  p { display: flex; gap: 24px; align-items: center; margin: 0; font: 600 40px/1.4 var(--face); color: var(--muted) }
  img { width: 72px; height: 72px }
`;

/** Answers the exit code. */
export async function main(): Promise<number> {
  const folder = join(BROWSER_DIR, "assets");
  const running = await startProcess({ DATA_DIR: freshDataDir() });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const sitemap = await (await fetch(`${running.address}/sitemap.xml`)).text();
    const drawn = new Map<string, Buffer>();
    for (const [, url = ""] of sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)) {
      const shared = sharedOf(await (await fetch(running.address + new URL(url).pathname)).text());
      const address = shared && pictureAddress(shared.title, shared.colour);
      if (address && !drawn.has(address)) drawn.set(address, await drawPicture(page, shared));
    }
    for (const old of globSync(join(folder, "share-*.png"))) rmSync(old);
    for (const [address, png] of drawn) writeFileSync(join(BROWSER_DIR, address), png);
    console.log(`${drawn.size} pictures in ${folder}`);
    return 0;
  } finally {
    await browser.close();
    await stopProcess(running);
  }
}
