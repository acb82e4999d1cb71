// The preview for writers: off unless asked for, within the strict policy, and quick to stop.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/base/config.ts";
import { createLog } from "../../../src/base/log.ts";
import { type Service, startService } from "../../../src/service.ts";
import { aContentCopy, type ContentCopy } from "../../support/content-copy.ts";
import { freshDataDir } from "../../support/start-process.ts";

const FEE = "zh-CN/faqs/fee.md";

let content: ContentCopy;
beforeAll(async () => {
  content = await aContentCopy();
});
afterAll(() => content.remove());

function start(env: Readonly<Record<string, string>>): Promise<Service> {
  const config = parseConfig({ PORT: "0", DATA_DIR: freshDataDir(), CONTENT_DIR: content.dir, ...env });
  return startService(config, createLog("silent"));
}

/** Reads the stream until it holds as many snapshots, each once in a row. */
async function snapshots(reader: ReadableStreamDefaultReader<string>, count: number): Promise<string[]> {
  let text = "";
  for (;;) {
    const hashes = [...text.matchAll(/event: content\ndata: (\w+)\n\n/g)].map(([, hash = ""]) => hash);
    if (hashes.length >= count) return hashes;
    const { value, done } = await reader.read();
    if (done) return hashes;
    text += value;
  }
}

describe("the preview", () => {
  let service: Service;
  beforeAll(async () => {
    service = await start({ PREVIEW: "on" });
  });
  afterAll(() => service.close());

  it("adds one script of our own to the pages and loosens no policy", async () => {
    const page = await fetch(`${service.address}/`);
    expect(await page.text()).toContain('<script type="module" src="/preview/reload.js"></script>');
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self';");
    const script = await fetch(`${service.address}/preview/reload.js`);
    expect(script.headers.get("content-type")).toMatch(/^text\/javascript/);
  });

  it("tells an open page when the content has changed, and ends with the service", async () => {
    const stream = await fetch(`${service.address}/preview/changes`);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!reader) throw new Error("no stream");
    const [before] = await snapshots(reader, 1);
    await content.edit(FEE, (text) => text.replace("换卡手续费,", "换卡手续费, 换卡的钱,"));
    const [after] = await snapshots(reader, 1);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(after).not.toBe(before);
    await service.close();
    expect((await reader.read()).done).toBe(true);
  });

  it("is not there unless asked for", async () => {
    const without = await start({});
    expect(await (await fetch(`${without.address}/`)).text()).not.toContain("preview");
    expect((await fetch(`${without.address}/preview/reload.js`)).status).toBe(404);
    expect((await fetch(`${without.address}/preview/changes`)).status).toBe(404);
    await without.close();
  });

  it("is refused where others can reach the service", () => {
    expect(() => parseConfig({ PREVIEW: "on", HOST: "0.0.0.0" })).toThrow(/PREVIEW: on is accepted only/);
  });
});
