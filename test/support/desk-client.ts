// A browser at the desk, as far as the API sees one: a cookie, and where its page stands.
import { parseConfig } from "../../src/base/config.ts";
import { accountsIn } from "../../src/cli/tasks/staff.ts";
import { type DeskKey, openDeskKey } from "../../src/desk/desk-key.ts";
import { codeNow } from "../../src/desk/proof/totp.ts";
import type { Role } from "../../src/desk/rules/policy.ts";
import type { DeskStores } from "../../src/storage/desk/desk-stores.ts";

export const PASSWORD = "correct horse battery staple";

export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly json: Record<string, never>;
  readonly headers: Headers;
}

export interface DeskClient {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  /** What stands in the cookie now. */
  cookie: string;
}

export function deskClient(origin: string, cookie = ""): DeskClient {
  const ask = async (method: string, path: string, rest: RequestInit): Promise<Answered> => {
    const headers = { "sec-fetch-site": "same-origin", cookie: client.cookie, ...(rest.headers as object) };
    const response = await fetch(`${origin}/api/desk${path}`, { ...rest, method, headers });
    const set = response.headers.getSetCookie().at(-1);
    if (set !== undefined) client.cookie = set.split(";", 1)[0] ?? "";
    const body = await response.text();
    const json = body.startsWith("{") ? JSON.parse(body) : {};
    return { status: response.status, body, json, headers: response.headers };
  };
  const client: DeskClient = {
    cookie,
    get: (path, headers = {}) => ask("GET", path, { headers }),
    post: (path, body = {}, headers = {}) =>
      ask("POST", path, {
        body: typeof body === "string" ? body : JSON.stringify(body),
        headers: { "content-type": "application/json", ...headers },
      }),
  };
  return client;
}

/** A SQLite database's key lies in a folder, and no other secret is asked for. */
const SECRETS = { keep: async (_name: string, value: string) => value };

/** The key of a desk over a SQLite database in this folder. */
export function deskKey(dataDir: string): Promise<DeskKey> {
  return openDeskKey({ dataDir, databaseUrl: "sqlite:" }, SECRETS);
}

/** The link of a new account, made as the command line makes it. */
export async function aLink(
  { stores, dataDir }: { stores: DeskStores; dataDir: string },
  draft: { login: string; name: string; role: Role },
): Promise<string> {
  const accounts = await accountsIn({ desk: stores, secrets: SECRETS }, parseConfig({ DATA_DIR: dataDir }));
  return (await accounts.invite("operator", draft)).link;
}

/** Comes in by a link; answers what was shown once. */
export async function comeIn(
  client: DeskClient,
  link: string,
): Promise<{ usedCode: string; codes: readonly string[]; id: string }> {
  const { secret } = (await client.post("/setup/begin", { link })).json as unknown as { secret: string };
  const usedCode = codeNow(secret, new Date());
  const given = { link, password: PASSWORD, code: usedCode };
  const answer = await client.post("/setup", given);
  if (answer.status !== 200) throw new Error(`setup: ${answer.status} ${answer.body}`);
  const { recoveryCodes, me } = answer.json as unknown as { recoveryCodes: string[]; me: { id: string } };
  return { usedCode, codes: recoveryCodes, id: me.id };
}
