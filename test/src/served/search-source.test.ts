// Where each content snapshot gets its search from: built once by another process, kept as files, opened from them.
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSearch } from "../../../bot/search/search.ts";
import { createReadSearch } from "../../../bot/understanding/read-search.ts";
import { createLog } from "../../../src/base/log.ts";
import { writeBuiltIndex } from "../../../src/served/search-files.ts";
import { createSearchSource, type SearchSource } from "../../../src/served/search-source.ts";
import { aFaq, aKnowledge } from "../../support/a-knowledge.ts";
import { turnsWhile } from "../../support/turns-while.ts";

const log = createLog("silent");
const knowledge = aKnowledge();
const newer = {
  ...aKnowledge({ faqs: [aFaq({ id: "limits", question: "换卡有次数限制吗", intent: "faq_limits" })] }),
  hash: "a-newer-hash",
};
const QUERIES = ["手续费", "shouxufei", "手序非", "次数限制", "qqqq"];

let dir: string;
let source: SearchSource;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "huanka-search-"));
  source = createSearchSource({ dir, log });
});
afterEach(async () => {
  await source.close();
  await rm(dir, { recursive: true });
});

describe("the search source", () => {
  it("answers the same from another process, from files, and built at once", async () => {
    const expected = QUERIES.map((query) => createReadSearch(knowledge, createSearch(knowledge))(query));
    const built = await source.open(knowledge);
    expect(QUERIES.map((query) => built(query))).toEqual(expected);
    const [folder = ""] = await readdir(dir);
    expect((await readdir(join(dir, folder))).sort()).toEqual(["pinyin.bin", "words.bin"]);
    const opened = await createSearchSource({ dir, log }).open(knowledge);
    expect(QUERIES.map((query) => opened(query))).toEqual(expected);
  });

  it("lets others have their turn between its steps, also where all is there already", async () => {
    await source.open(knowledge);
    expect(await turnsWhile(() => createSearchSource({ dir, log }).open(knowledge))).toBeGreaterThanOrEqual(
      3,
    );
  });

  it("opens a snapshot once, and gives newer content an index of its own", async () => {
    const [one, again, other] = await Promise.all([
      source.open(knowledge),
      source.open(knowledge),
      source.open(newer),
    ]);
    expect(again).toBe(one);
    expect(one("换卡").hits.map(({ id }) => id)).toContain("fee");
    expect(other("换卡").hits.map(({ id }) => id)).not.toContain("fee");
    expect(await readdir(dir)).toHaveLength(2);
  });

  it("builds again what is damaged", async () => {
    await source.open(knowledge);
    const [folder = ""] = await readdir(dir);
    await writeFile(join(dir, folder, "words.bin"), "damaged");
    const search = await createSearchSource({ dir, log }).open(knowledge);
    expect(search("手续费").hits[0]?.id).toBe("fee");
  });

  it("finds by pinyin though its file was swept away after opening", async () => {
    await source.open(knowledge);
    const search = await createSearchSource({ dir, log }).open(knowledge);
    for (const folder of await readdir(dir)) await rm(join(dir, folder), { recursive: true });
    expect(search("shouxufei").hits[0]?.id).toBe("fee");
  });

  it("keeps the newest few and sweeps the rest away", async () => {
    const bytes = { words: new Uint8Array(1), pinyin: new Uint8Array(1) };
    for (let edit = 0; edit < 10; edit += 1) {
      await writeBuiltIndex(dir, { ...knowledge, hash: `edit ${edit}` }, bytes);
    }
    await source.open(knowledge);
    expect(await readdir(dir)).toHaveLength(8);
    const kept = await createSearchSource({ dir, log }).open(knowledge);
    expect(kept("手续费").hits[0]?.id).toBe("fee");
  });

  it("serves without the right to keep files", async () => {
    const file = join(dir, "a-file");
    await writeFile(file, "");
    const search = await createSearchSource({ dir: join(file, "below"), log }).open(knowledge);
    expect(search("手续费").hits[0]?.id).toBe("fee");
  });

  it("gives up when it is closed, and leaves nothing half written", async () => {
    const opening = source.open(knowledge);
    const refused = expect(opening).rejects.toThrow();
    await source.close();
    await refused;
    expect(await readdir(dir)).toEqual([]);
  });
});
