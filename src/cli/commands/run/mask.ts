// `huanka mask --jsonl`: what is masked in messages before anything is stored.
import { type Command, UsageError } from "../../command.ts";

const options = {
  jsonl: {
    type: "boolean",
    says: 'reads lines {"text"}, writes {"text", "found": [{"kind", "start", "end"}]}',
  },
} as const;

export const command = {
  says: "masks secrets in messages, as it is done before anything is stored",
  usage: "",
  options,
  examples: ["mask --jsonl < lines"],
  async run({ values: { jsonl = false } }) {
    if (!jsonl)
      throw new UsageError("Give --jsonl and lines on stdin: a secret does not belong into a command line.");
    const { z } = await import("zod");
    const { maskAcross } = await import("../../../../bot/secrets/across.ts");
    const { answerLines } = await import("../../tasks/json-lines.ts");
    await answerLines(process.stdin, z.object({ text: z.string() }), ({ text }) => {
      const masked = maskAcross([], text);
      return { text: masked.text, found: masked.found };
    });
    return 0;
  },
} satisfies Command<typeof options>;
