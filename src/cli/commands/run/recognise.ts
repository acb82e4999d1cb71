// `huanka recognise`: how messages are understood, one recognition a line.
import { type Command, UsageError } from "../../command.ts";

const options = {
  jsonl: {
    type: "boolean",
    says: 'reads lines {"text", "locale"?, "context"?: {"lastIntent", "inGuide"}, "provider"?}, writes one for each',
  },
} as const;

export const command = {
  says: "shows how a message is understood, as a turn of the bot would",
  usage: "[text]",
  options,
  examples: ["recognise 怎么换卡", `recognise --jsonl < lines    # such as {"text":"怎么换卡"}`],
  async run({ positionals: [text], values: { jsonl = false } }) {
    if (jsonl === (text !== undefined))
      throw new UsageError("Give one message, or --jsonl and lines on stdin.");
    const { parseConfig } = await import("../../../base/config.ts");
    const { createLineRecogniser, RecogniseLine } = await import("../../tasks/recognise-line.ts");
    const recognise = createLineRecogniser(parseConfig(process.env).contentDir);
    if (text !== undefined) {
      console.log(JSON.stringify(await recognise({ text })));
      return 0;
    }
    const { answerLines } = await import("../../tasks/json-lines.ts");
    await answerLines(process.stdin, RecogniseLine, recognise);
    return 0;
  },
} satisfies Command<typeof options>;
