// The key that signs chat tokens: whose file, whose database, and nodes that must agree.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { StartError } from "../../../src/base/errors.ts";
import { type ClusterSecrets, keyInFolder, openTokenKey } from "../../../src/storage/token-key.ts";

const SHARED = "postgres://db/huanka";
const aFolder = () => mkdtempSync(join(tmpdir(), "huanka-key-"));
const aKey = (of: number) => Buffer.alloc(32, of).toString("base64url");
const aKeyFile = (of: number) => {
  const file = join(aFolder(), "key");
  writeFileSync(file, `${aKey(of)}\n`);
  return file;
};

/** One database, in memory. */
function secretsOf(): ClusterSecrets {
  const kept = new Map<string, string>();
  return {
    find: async (name) => kept.get(name),
    list: async (prefix) =>
      [...kept].map(([name, value]) => ({ name, value })).filter(({ name }) => name.startsWith(prefix)),
    async keep(name, value) {
      if (!kept.has(name)) kept.set(name, value);
      return kept.get(name) ?? value;
    },
  };
}

const node = (secrets: ClusterSecrets, parts: { dataDir?: string; tokenKeyFile?: string } = {}) =>
  openTokenKey({ databaseUrl: SHARED, dataDir: aFolder(), tokenKeyFile: undefined, ...parts }, secrets);

describe("the token key", () => {
  it("lies in the folder of a SQLite database", async () => {
    const dataDir = aFolder();
    const config = { databaseUrl: "sqlite:x", dataDir, tokenKeyFile: undefined };
    expect(await openTokenKey(config, secretsOf())).toEqual(keyInFolder(dataDir));
  });

  it("is one for all nodes over a database, each with a folder of its own", async () => {
    const secrets = secretsOf();
    expect(await node(secrets)).toEqual(await node(secrets));
  });

  it("is moved up from the folder of the first node, and no other node may have one of its own", async () => {
    const secrets = secretsOf();
    const dataDir = aFolder();
    const own = keyInFolder(dataDir);
    expect(await node(secrets, { dataDir })).toEqual(own);
    expect(await node(secrets)).toEqual(own);
    const other = aFolder();
    keyInFolder(other);
    await expect(node(secrets, { dataDir: other })).rejects.toThrow(StartError);
  });

  it("is read from a file, which has to hold the same for all nodes", async () => {
    const secrets = secretsOf();
    expect(await node(secrets, { tokenKeyFile: aKeyFile(1) })).toEqual(Buffer.alloc(32, 1));
    await node(secrets, { tokenKeyFile: aKeyFile(1) });
    await expect(node(secrets, { tokenKeyFile: aKeyFile(2) })).rejects.toThrow(
      /not the one that the other nodes/,
    );
    await expect(node(secrets)).rejects.toThrow(/not the one that the other nodes/);
    expect(await secrets.find("token-key-fingerprint")).not.toContain(aKey(1));
  });

  it("is refused with a sentence where the file is damaged or missing", async () => {
    const damaged = join(aFolder(), "key");
    writeFileSync(damaged, "no key");
    await expect(node(secretsOf(), { tokenKeyFile: damaged })).rejects.toThrow(
      `TOKEN_KEY_FILE is ${damaged}, which is damaged`,
    );
    const missing = node(secretsOf(), { tokenKeyFile: "/nowhere/key" });
    await expect(missing).rejects.toThrow(
      /^TOKEN_KEY_FILE is \/nowhere\/key, which cannot be read: ENOENT[\s\S]*openssl/,
    );
    await expect(missing).rejects.not.toThrow(/DATA_DIR/);
  });
});
