// `huanka pictures`: photographs the gallery, and with `--before <commit>` that commit's gallery too, on this machine and by
// the same Chromium, and lays what differs side by side in one page. No picture is kept in the repository: fonts and
// Chromium decide its pixels, so one from another machine differs in all of them and says nothing.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { ALL_SHOWN, GALLERY_PATH } from "../../src/pages/gallery/gallery.ts";
import { launchChromium } from "../support/chromium.ts";
import { freshDataDir, startProcess, stopProcess } from "../support/start-process.ts";
import { differenceOf } from "./difference.ts";

const USAGE = "usage: huanka pictures <folder> [--before <commit>] [--only <specimen>]";
const WIDTHS = [320, 390, 768, 1280];
const MODES = ["light", "dark", "large"] as const;
const LARGE = "document.documentElement.classList.add('large')";

/** Pictures by the name of their specimen, width and mode. */
type Pictures = ReadonlyMap<string, Buffer>;

/** Answers the exit code; differences are for a person to judge, so they are no failure. */
export async function main(argv: readonly string[]): Promise<number> {
  const options = { before: { type: "string" }, only: { type: "string" } } as const;
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
  const [folder] = positionals;
  if (folder === undefined) {
    console.log(USAGE);
    return 2;
  }
  const browser = await launchChromium();
  try {
    const now = await photographIn(".", browser, values.only);
    mkdirSync(folder, { recursive: true });
    for (const [name, picture] of now) writeFileSync(join(folder, `${name}.png`), picture);
    console.log(`${now.size} pictures in ${resolve(folder)}`);
    if (values.before !== undefined)
      await compare(now, { folder, commit: values.before, only: values.only }, browser);
    return 0;
  } finally {
    await browser.close();
  }
}

async function compare(
  now: Pictures,
  { folder, commit, only }: { folder: string; commit: string; only: string | undefined },
  browser: Browser,
): Promise<void> {
  const before = await atCommit(commit, (dir) => photographIn(dir, browser, only));
  const page = await browser.newPage();
  const rows: string[] = [];
  for (const [name, picture] of now) {
    const earlier = before.get(name);
    const difference = earlier && (await differenceOf(page, earlier, picture));
    if (earlier && !difference) continue;
    const shown = Object.entries({ before: earlier, now: picture, difference });
    rows.push(
      `<h2>${name}</h2><div>${shown.flatMap(([title, png]) => (png ? [figure(title, png)] : [])).join("")}</div>`,
    );
  }
  for (const name of before.keys()) if (!now.has(name)) rows.push(`<h2>${name}</h2><p>is gone</p>`);
  const file = join(folder, "index.html");
  writeFileSync(file, `${HEAD}${rows.join("\n")}`);
  console.log(`${rows.length} differ from ${commit}: ${resolve(file)}`);
}

const HEAD =
  "<!doctype html><meta charset=utf-8><title>What changed</title><style>div{display:flex;gap:16px;align-items:start;overflow:auto}figure{margin:0}img{border:1px solid #999}</style>";

const figure = (title: string, png: Buffer) =>
  `<figure><figcaption>${title}</figcaption><img alt="" src="data:image/png;base64,${png.toString("base64")}"></figure>`;

/** Runs over that commit's files, with the packages that are installed here. */
async function atCommit<T>(commit: string, look: (dir: string) => Promise<T>): Promise<T> {
  const dir = join(mkdtempSync(join(tmpdir(), "huanka-before-")), "checkout");
  execFileSync("git", ["worktree", "add", "--detach", "--quiet", dir, commit]);
  try {
    symlinkSync(resolve("node_modules"), join(dir, "node_modules"));
    return await look(dir);
  } finally {
    execFileSync("git", ["worktree", "remove", "--force", dir]);
    rmSync(resolve(dir, ".."), { recursive: true, force: true });
  }
}

/** Of the service as the sources in a folder make it. */
async function photographIn(dir: string, browser: Browser, only: string | undefined): Promise<Pictures> {
  const env = { DATA_DIR: freshDataDir(), PREVIEW: "on", HOST: "127.0.0.1" };
  const running = await startProcess(env, ["env", "-C", dir]);
  try {
    return await photograph(running.address + GALLERY_PATH, browser, only);
  } finally {
    await stopProcess(running);
  }
}

async function photograph(address: string, browser: Browser, only: string | undefined): Promise<Pictures> {
  const pictures = new Map<string, Buffer>();
  const page = await browser.newPage({ reducedMotion: "reduce", bypassCSP: true });
  const answer = await page.goto(address);
  if (answer?.status() !== 200)
    throw new Error(`There is no gallery at ${address}: the commit is older than it.`);
  await page.locator(ALL_SHOWN).waitFor({ state: "attached" });
  for (const mode of MODES) {
    await page.emulateMedia({ colorScheme: mode === "dark" ? "dark" : "light" });
    if (mode === "large") await page.evaluate(LARGE);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      for (const specimen of await page
        .locator(only === undefined ? ".specimen" : `[data-name="${only}"]`)
        .all()) {
        const name = await specimen.getAttribute("data-name");
        const hidden = ".bar { display: none }"; // it floats over whatever is photographed
        pictures.set(`${name}-${width}-${mode}`, await specimen.screenshot({ style: hidden }));
      }
    }
  }
  await page.close();
  return pictures;
}
