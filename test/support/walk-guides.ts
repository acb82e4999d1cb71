// Three guides from the first step to the last, by any client: what must be seen is what the service itself says was said.
import { parseConfig } from "../../src/base/config.ts";
import { createLog } from "../../src/base/log.ts";
import type { Activity, BotChannelData } from "../../src/base/wire.ts";
import { type Service, startService } from "../../src/service.ts";
import { freshDataDir } from "./start-process.ts";

export const GUIDES = ["拉卡拉怎么换卡", "收钱吧怎么换卡", "工商银行怎么换卡"] as const;
export const CLIENT_SECRET = "9f2b7c41d8e0563a9f2b7c41d8e0563a";
const MOST_STEPS = 30;

export function startGuideService(trusted = ""): Promise<Service> {
  const env = {
    PORT: "0",
    DATA_DIR: freshDataDir(),
    RATE_LIMIT: "off",
    DIRECT_LINE_SECRET: CLIENT_SECRET,
    TRUSTED_ORIGINS: trusted,
  };
  return startService(parseConfig(env), createLog("silent"));
}

/** Says the first words and then 「下一步」 until the guide has ended; `say` resolves with the replies. */
export async function walkGuide(
  first: string,
  say: (text: string) => Promise<readonly Activity[]>,
): Promise<readonly Activity[]> {
  const replies = [...(await say(first))];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const said = await say("下一步");
    replies.push(...said);
    if (!said.some(({ channelData }) => (channelData as Partial<BotChannelData>)?.guide)) return replies;
  }
  throw new Error(`${first}: the guide has no end`);
}

/** Every official number, page and step that these messages lead to. */
export function neededOf(replies: readonly Activity[], origin: string): readonly string[] {
  return replies.flatMap(({ channelData }) => {
    const { channels = [], links = [], guide } = (channelData ?? {}) as Partial<BotChannelData>;
    const pages = [...links.map(({ url }) => url), ...(guide?.url === undefined ? [] : [guide.url])];
    return [...channels.map(({ value }) => value), ...pages.map((url) => origin + url)];
  });
}
