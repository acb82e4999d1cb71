// `huanka content confirm`: seals an official channel after somebody compared it with its sources.
import { type Command, UsageError } from "../../command.ts";

const options = {
  all: { type: "boolean", says: "every channel that has no seal yet" },
  today: { type: "string", value: "<day>", says: "as if it were that day, such as 2026-12-01" },
} as const;

export const command = {
  says: "seals an official channel, once you compared it with its sources",
  usage: "[fact]…",
  options,
  examples: ["content confirm lakala.hotline", "content confirm --all"],
  async run({ positionals: ids, values: { all = false, today: day } }) {
    if (ids.length === 0 && !all)
      throw new UsageError("Name the channels, or give --all for those without a seal.");
    const { parseConfig } = await import("../../../base/config.ts");
    const { confirmChannels } = await import("../../tasks/confirm-channel.ts");
    const { today } = await import("../../tasks/today.ts");
    const request = { ids, all, today: day ?? today() };
    const lines = await confirmChannels(parseConfig(process.env).contentDir, request);
    console.log(lines.join("\n") || "Every channel has its seal.");
    return 0;
  },
} satisfies Command<typeof options>;
