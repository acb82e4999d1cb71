// What guesses at an account cost, and links that open nothing any more.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Accounts, createAccounts } from "../../../src/desk/accounts.ts";
import { createAudit } from "../../../src/desk/audit.ts";
import type { DeskKey } from "../../../src/desk/desk-key.ts";
import { createPasswords } from "../../../src/desk/proof/passwords.ts";
import { codeNow } from "../../../src/desk/proof/totp.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { deskKey, PASSWORD } from "../../support/desk-client.ts";
import { freshDataDir } from "../../support/start-process.ts";

const HOUR_MS = 3_600_000;

let store: Store;
let key: DeskKey;
let accounts: Accounts;
/** Of the accounts below. */
let now: Date;
/** Passwords that were looked at, each of which takes a hash's time. */
let hashed = 0;

beforeAll(async () => {
  store = await openStore("sqlite::memory:");
  key = await deskKey(freshDataDir());
  now = new Date();
  const clock = () => now;
  const passwords = createPasswords();
  accounts = createAccounts({
    ...{ stores: store.desk, key, clock, audit: createAudit({ store: store.desk.audit, key, clock }) },
    passwords: {
      ...passwords,
      matches(kept, given) {
        hashed += 1;
        return passwords.matches(kept, given);
      },
    },
  });
});
afterAll(() => store.close());

const invite = (login: string) => accounts.invite("operator", { login, name: login, role: "agent" });
async function finish(link: string) {
  const { secret } = await accounts.begin(link);
  return accounts.finish(link, { password: PASSWORD, code: codeNow(secret, now) });
}

it("looks at few of hundreds of guesses, at as many where there is no such account, and answers all alike", async () => {
  await finish((await invite("ann")).link);
  const guess = (login: string, address: string) =>
    accounts
      .signIn({ login, password: "a wrong password", code: "000000", address })
      .then(String, ({ code }: { code: string }) => code);
  const looked = async (login: string, address: string) => {
    const before = hashed;
    const codes = new Set<string>();
    for (let n = 0; n < 150; n += 1) codes.add(await guess(login, address));
    expect([...codes]).toEqual(["unauthorized", "rate-limited"]);
    return hashed - before;
  };
  const [known, unknown] = [await looked("ann", "192.0.2.1"), await looked("nobody", "192.0.2.2")];
  expect(known).toBeLessThanOrEqual(20);
  expect(unknown).toBe(known);
});

it("opens nothing by a link that was used, that is an hour old, that was replaced, or that is none", async () => {
  const [used, old, replaced] = [await invite("bob"), await invite("eve"), await invite("tom")];
  await finish(used.link);
  await accounts.relink("operator", "tom");
  for (const link of [used.link, replaced.link, "", "x".repeat(43)])
    await expect(accounts.begin(link), link).rejects.toMatchObject({ code: "forbidden" });
  await accounts.begin(old.link);
  now = new Date(now.getTime() + HOUR_MS + 1);
  await expect(accounts.begin(old.link)).rejects.toMatchObject({ code: "forbidden" });
  const code = codeNow("JBSWY3DPEHPK3PXP", now);
  await expect(accounts.finish(old.link, { password: PASSWORD, code })).rejects.toMatchObject({
    code: "forbidden",
  });
});
