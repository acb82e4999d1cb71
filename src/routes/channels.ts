// The check of a pasted number, link or account: is it an official channel?
import { z } from "zod";
import { checkChannel } from "../../bot/official/channels.ts";
import { noStore } from "../http/answers.ts";
import { defineRoute } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";
import type { Snapshot } from "../pages/site.ts";

const LONGEST_VALUE = 500; // room for a pasted text message with its link

const ChannelQuery = z.object({
  value: z
    .string()
    .min(1)
    .max(LONGEST_VALUE)
    .meta({ examples: ["95588"] }),
  locale: z
    .string()
    .max(20)
    .optional()
    .describe("A language tag; one without content is answered in Chinese"),
});

const ChannelAnswer = z.strictObject({
  verdict: z.enum(["official", "not-official", "unknown"]),
  provider: z.string().nullable(),
  evidence: z.string().describe("For merchants"),
});

export function channelRoutes(parts: { readonly snapshotIn: (locale?: string) => Snapshot }): Router {
  const check = defineRoute({
    method: "get",
    path: "/api/channels/check",
    says: "Whether a pasted number, link, account or message is an official channel",
    query: ChannelQuery,
    output: ChannelAnswer,
    answer({ query: { value, locale } }) {
      const { verdict, provider, evidence } = checkChannel(parts.snapshotIn(locale).knowledge, value);
      return { verdict, provider: provider ?? null, evidence };
    },
  });
  return createRouter([check], { under: "/api", first: [noStore], slash: "same" });
}
