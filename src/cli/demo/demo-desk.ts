// The desk of the demo: three accounts and merchants in every state, all made over HTTP as browsers do.
import type { Config } from "../../base/config.ts";
import type { Log } from "../../base/log.ts";
import type { Setup, SetupBegin } from "../../base/staff-wire.ts";
import { codeNow } from "../../desk/proof/totp.ts";
import { openStore } from "../../storage/open-store.ts";
import { accountsIn, OPERATOR } from "../tasks/staff.ts";

const PASSWORD = "demo only, never kept";
const STAFF = [
  { login: "li", name: "小李", role: "agent" },
  { login: "wang", name: "王姐", role: "lead" },
  { login: "zhao", name: "赵主管", role: "admin" },
] as const;

/** Each waits at the end of its talk; the first three are then taken in this order. */
const TALKS = {
  answered: ["拉卡拉怎么换卡", "卡住了", "转人工"],
  asked: ["盛付通换卡", "提交了一直没到账", "转人工"],
  solved: ["换卡要手续费吗", "找个人问问"],
  waiting: ["微信支付改结算卡", "手机号也换了", "转人工"],
  scam: ["有人让我先交押金才给换卡", "我已经转了500", "人工"],
} as const;

export interface DemoAccount {
  readonly login: string;
  readonly role: string;
  readonly password: string;
  /** A recovery code, for who has no app at hand. */
  readonly code: string;
}

/** The links of the accounts, before the service holds the database. */
export async function inviteDemoStaff(config: Config, log: Log): Promise<readonly string[]> {
  const store = await openStore(config.databaseUrl, log);
  try {
    const accounts = await accountsIn(store, config);
    const links: string[] = [];
    for (const draft of STAFF) links.push((await accounts.invite(OPERATOR, draft)).link);
    return links;
  } finally {
    await store.close();
  }
}

/** Sets the accounts up, and leaves merchants waiting, answered, asked back and helped. `talk` plays one merchant. */
export async function playDesk(
  address: string,
  links: readonly string[],
  talk: (lines: readonly string[]) => Promise<unknown>,
): Promise<readonly DemoAccount[]> {
  const browsers = [];
  for (const link of links) browsers.push(await comeIn(address, link));
  const [li] = browsers;
  if (!li) return [];
  await talk(TALKS.answered);
  const answered = await li.takeNext();
  await li.say(answered, "您好，我是小李，您现在停在哪一步");
  await talk(TALKS.asked);
  const asked = await li.takeNext();
  await li.say(asked, "请看一下小票上的商户号前三位，告诉我就行", 3);
  await talk(TALKS.solved);
  const solved = await li.takeNext();
  await li.say(solved, "一般不收费，以您的收单机构为准");
  await li.send(`/tickets/${solved}/solve`);
  await talk(TALKS.waiting);
  await talk(TALKS.scam);
  return browsers.map(({ code }, index) => ({
    ...{ login: STAFF[index]?.login ?? "", role: STAFF[index]?.role ?? "", password: PASSWORD },
    code,
  }));
}

async function comeIn(address: string, link: string) {
  let cookie = "";
  async function send<T>(path: string, body: unknown = {}): Promise<T> {
    const response = await fetch(`${address}/api/desk${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin", cookie },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    cookie = response.headers.getSetCookie()[0]?.split(";", 1)[0] ?? cookie;
    return (await response.json()) as T;
  }
  const { secret } = await send<SetupBegin>("/setup/begin", { link });
  const given = { link, password: PASSWORD, code: codeNow(secret, new Date()) };
  const { recoveryCodes } = await send<Setup>("/setup", given);
  return {
    send,
    code: recoveryCodes[0] ?? "",
    async takeNext(): Promise<string> {
      const { row } = await send<{ row: { id: string } | null }>("/take-next");
      if (!row) throw new Error("nobody waits in the demo");
      return row.id;
    },
    say: (ticket: string, text: string, askDays?: number) =>
      send(`/tickets/${ticket}/messages`, {
        ...{ text, clientId: ticket },
        ...(askDays !== undefined && { askDays }),
      }),
  };
}
