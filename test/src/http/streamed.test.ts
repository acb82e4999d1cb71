// Long answers in parts, to readers of every kind.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, expect, it } from "vitest";
import { createSendParts, jsonParts } from "../../../src/http/streamed.ts";

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.closeAllConnections();
});

async function serve(answer: express.RequestHandler): Promise<string> {
  const server = createServer(express().get("/", answer));
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function* pages(...all: readonly unknown[][]) {
  yield* all;
}

it("makes one JSON of what is known and what comes in pages", async () => {
  const parts = jsonParts({ a: 1 }, ["items", pages([1, "二"], [], [{ c: null }])], { z: [] });
  const url = await serve((_req, res) => createSendParts()(res.type("json"), parts));
  expect(await (await fetch(url)).json()).toEqual({ a: 1, items: [1, "二", { c: null }], z: [] });
});

it("makes no part before the reader took the one before", async () => {
  let made = 0;
  async function* endless() {
    for (;;) {
      made += 1;
      yield "x".repeat(1_000_000);
    }
  }
  const url = await serve((_req, res) => createSendParts()(res, endless()));
  const { body } = await fetch(url);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(made).toBeLessThan(60); // what the sockets of both sides hold
  await body?.cancel();
});

it("cuts the answer when a page cannot be read, so that half is not taken for the whole", async () => {
  async function* failing() {
    yield '{"items":[';
    throw new Error("gone");
  }
  const url = await serve((_req, res) => createSendParts()(res, failing()));
  await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow();
});

it("answers as overloaded while too many are under way", async () => {
  const send = createSendParts(0);
  await expect(send({} as express.Response, pages([]) as never)).rejects.toMatchObject({
    code: "overloaded",
  });
});
