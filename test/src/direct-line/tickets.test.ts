// Stream tickets are used once: here, over all nodes of a database, and past a restart.
import { beforeEach, expect, it } from "vitest";
import { createTickets } from "../../../src/direct-line/tickets.ts";
import { createTokens } from "../../../src/http/tokens.ts";
import type { Store } from "../../../src/storage/open-store.ts";
import { openStore } from "../../../src/storage/open-store.ts";

const CLAIMS = { conversationId: "cnv_a" };
const refused = { code: "forbidden" };
const tokens = createTokens({ key: new Uint8Array(32).fill(7), ttlSeconds: 1_800 });
let store: Store;
beforeEach(async () => {
  store = await openStore("sqlite::memory:");
  return () => store.close();
});

it("of twenty who come with one ticket at once, one comes in", async () => {
  const tickets = createTickets(tokens);
  const ticket = await tickets.issue(CLAIMS);
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => tickets.use(ticket)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(tickets.use(ticket)).rejects.toMatchObject(refused);
  expect(await tickets.use(await tickets.issue(CLAIMS))).toEqual(CLAIMS);
});

it("what one node let in, another does not", async () => {
  const [one, other] = [
    createTickets(tokens, store.desk.throttle),
    createTickets(tokens, store.desk.throttle),
  ];
  const ticket = await one.issue(CLAIMS);
  expect(await other.use(ticket)).toEqual(CLAIMS);
  await expect(one.use(ticket)).rejects.toMatchObject(refused);
  await expect(other.use(ticket)).rejects.toMatchObject(refused);
});

it("a process alone takes none that an earlier one handed out, used or not", async () => {
  const ticket = await createTickets(tokens).issue(CLAIMS);
  await expect(createTickets(tokens).use(ticket)).rejects.toMatchObject(refused);
});

it("while nothing can be written, who has a new ticket comes in once", async () => {
  const count = async () => Promise.reject(new Error("the disk is full"));
  const tickets = createTickets(tokens, { count });
  const ticket = await tickets.issue(CLAIMS);
  expect(await tickets.use(ticket)).toEqual(CLAIMS);
  await expect(tickets.use(ticket)).rejects.toMatchObject(refused);
});
