// `huanka export` over the published content: every page of both languages, no dead link, nothing that needs the service.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, it } from "vitest";
import { crawl } from "../../support/crawl.ts";
import { runHuanka } from "../../support/run-huanka.ts";
import { startStaticServer } from "../../support/static-server.ts";

const LEAST_PAGES = 350;

it("writes pages whose links all lead to one of them or to registered channels", async () => {
  const folder = await mkdtemp(join(tmpdir(), "huanka-export-"));
  expect((await runHuanka(["export", folder])).code).toBe(0);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const files = new Map(
    await Promise.all(paths.map(async (path) => [relative(folder, path), await readFile(path)] as const)),
  );
  const server = await startStaticServer(files);
  const { pages, outside } = await crawl(server.origin);
  await server.close();
  expect(pages.size).toBeGreaterThan(LEAST_PAGES);
  expect(outside.filter((address) => !/^(?:tel:|https:)/.test(address))).toEqual([]);
  expect(
    [...pages].filter(([, html]) => / (?:href|src|action)="\//.test(html)).map(([path]) => path),
  ).toEqual([]);

  const again = await runHuanka(["export", folder]);
  expect([again.code, again.output]).toEqual([1, expect.stringContaining("is not empty")]);
  await rm(folder, { recursive: true });
});
