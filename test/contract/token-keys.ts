// What every storage engine must do for the keys of the chat's tokens, run over each of them.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeProtectedHeader } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTokens } from "../../src/http/tokens.ts";
import { createKeyring, kidOf } from "../../src/storage/keyring.ts";
import { openStore, type Store } from "../../src/storage/open-store.ts";
import { addTokenKey, openTokenKey, readTokenKeys } from "../../src/storage/token-key.ts";

const DAY_MS = 86_400_000;
const mine = { conversationId: "cnv_1" };

/** `freshUrl` answers the URL of an empty database. */
export function describeTokenKeys(name: string, freshUrl: () => Promise<string>): void {
  describe(`token keys on ${name}`, () => {
    let store: Store;
    let config: { databaseUrl: string; dataDir: string; tokenKeyFile: undefined };
    let now: number;
    beforeEach(async () => {
      const databaseUrl = await freshUrl();
      store = await openStore(databaseUrl);
      config = {
        databaseUrl,
        dataDir: mkdtempSync(join(tmpdir(), "huanka-keys-")),
        tokenKeyFile: undefined,
      };
      now = Date.now();
    });
    afterEach(() => store.close());

    async function aNode() {
      const first = await openTokenKey(config, store.secrets);
      const read = () => readTokenKeys(config, first, store.secrets);
      const clock = () => new Date(now);
      const keyring = createKeyring({ keys: await read(), read, clock, rememberedMs: 0 });
      return createTokens({ key: first, keyring, ttlSeconds: 1_800 });
    }
    const kid = (token: string) => decodeProtectedHeader(token).kid;
    const later = (ms: number) => {
      now += ms;
    };

    it("sign with a new one on every node after a rotation, without a restart, and open what the old one signed", async () => {
      const [a, b] = [await aNode(), await aNode()];
      const old = await a.issue(mine);
      const { key } = await addTokenKey(config, store.secrets, new Date(now));
      expect(kid(await a.issue(mine))).toBe(kid(old));
      later(20_000);
      await expect.poll(async () => kid(await a.issue(mine))).toBe(kidOf(key));
      const fresh = await a.issue(mine);
      for (const node of [a, b, await aNode()]) {
        expect(await node.verify(old)).toEqual(mine);
        expect(await node.verify(fresh)).toEqual(mine);
      }
      expect(a.fingerprint("code")).toBe((await aNode()).fingerprint("code"));
    });

    it("are believed for eight days after the next one, and no longer", async () => {
      const node = await aNode();
      const old = await node.issue(mine);
      await addTokenKey(config, store.secrets, new Date(now));
      later(7.9 * DAY_MS);
      expect(await node.verify(old)).toEqual(mine);
      await expect.poll(async () => kid(await node.issue(mine))).not.toBe(kid(old));
      later(DAY_MS);
      await expect(node.verify(old)).rejects.toThrow(/forbidden/);
    });

    it("that nobody here made open nothing", async () => {
      const node = await aNode();
      const stranger = createTokens({ key: Buffer.alloc(32, 9), ttlSeconds: 1_800 });
      await expect(node.verify(await stranger.issue(mine))).rejects.toThrow(/forbidden/);
    });
  });
}
