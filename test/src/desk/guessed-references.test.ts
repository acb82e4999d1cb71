// Ten thousand made-up references, and a real one with made-up codes: nothing is learned of any ticket.
import { afterAll, beforeAll, expect, it } from "vitest";
import { createLog } from "../../../src/base/log.ts";
import { createMerchantSide, type MerchantSide } from "../../../src/desk/merchant-side.ts";
import { lettersOf, referenceOf } from "../../../src/desk/rules/reference.ts";
import { createLimits } from "../../../src/http/limits.ts";
import { createTokens } from "../../../src/http/tokens.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { aDesk, aMember, type Desk } from "../../support/a-desk.ts";
import { aHelpCenter } from "../../support/a-help-center.ts";

const GUESSES = 10_000;

let store: Store;
let desk: Desk;
let merchants: MerchantSide;
/** How often a ticket was looked for. */
let looked = 0;

beforeAll(async () => {
  store = await openStore("sqlite::memory:");
  desk = aDesk(store);
  await aMember(store, "Ann");
  const { tickets } = store.desk;
  merchants = createMerchantSide({
    stores: {
      ...store.desk,
      tickets: {
        ...tickets,
        findByReference(reference) {
          looked += 1;
          return tickets.findByReference(reference);
        },
      },
    },
    ...{ conversations: store.conversations, deeds: desk.deeds, log: createLog("silent") },
    knowledge: () => aHelpCenter(),
    presence: { merchantWrites: () => undefined },
    tokens: createTokens({ key: Buffer.alloc(32, 1), ttlSeconds: 60 }),
    limits: createLimits(),
    clock: () => new Date(),
  });
});
afterAll(() => store.close());

const five = (n: number) => Uint8Array.of(0, 0, n >> 16, (n >> 8) & 255, n & 255);
const lookUp = (reference: string, code: string, address: string) =>
  merchants.lookUp({ reference, code, address }).then(
    () => "found",
    ({ code: refusal }: { code: string }) => refusal,
  );

it("lets one address look for a handful of ten thousand, and tells it nothing of any", async () => {
  const { conversation } = await desk.waiting();
  const { reference, code } = await merchants.giveCode(conversation);
  const told = new Set<string>();
  for (let n = 0; n < GUESSES; n += 1)
    told.add(await lookUp(referenceOf(five(n)), lettersOf(five(n)), "192.0.2.1"));
  expect([...told]).toEqual(["lookup-refused", "rate-limited"]);
  expect(looked).toBeLessThanOrEqual(5);
  expect(await lookUp(reference, code, "192.0.2.2")).toBe("found");
});

it("is shut after twenty codes for a ticket, from however many addresses", async () => {
  const { conversation } = await desk.waiting();
  const { reference, code } = await merchants.giveCode(conversation);
  for (let n = 0; n < 20; n += 1)
    expect(await lookUp(reference, lettersOf(five(n)), `198.51.100.${n}`)).toBe("lookup-refused");
  expect(await lookUp(reference, code, "198.51.100.99")).toBe("lookup-refused");
});
