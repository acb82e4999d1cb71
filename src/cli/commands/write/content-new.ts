// `huanka content new`: begins a file, with blanks that say what belongs there.
import type { Command } from "../../command.ts";

const options = {
  category: { type: "string", value: "<id>", says: "of an faq or article; rebind when left out" },
} as const;

export const command = {
  says: "begins a file, with blanks that say what belongs there",
  usage: "<faq|article|provider> <slug>",
  options,
  examples: ["content new faq late-money", "content new article night-shift --category safety"],
  async run({ positionals: [type = "", slug = ""], values: { category = "rebind" } }) {
    const { parseConfig } = await import("../../../base/config.ts");
    const { newContent } = await import("../../tasks/new-content.ts");
    const { today } = await import("../../tasks/today.ts");
    const request = { type, slug, category, today: today() };
    const { path, problems } = await newContent(parseConfig(process.env).contentDir, request);
    console.log(`${path} is written. Still to do, as \`huanka content check\` says it:`);
    for (const problem of problems) console.log(`  ${problem}`);
    return 0;
  },
} satisfies Command<typeof options>;
