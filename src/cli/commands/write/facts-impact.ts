// `huanka facts impact`: what a correction would change, before anybody makes it.
import { type Command, UsageError } from "../../command.ts";

const options = {
  today: { type: "string", value: "<day>", says: "as if it were that day, such as 2026-12-01" },
} as const;

export const command = {
  says: "shows every page, reply and conversation that a new value would change",
  usage: "<fact>=<value>…",
  options,
  examples: ["facts impact lakala.hotline=95016"],
  async run({ positionals, values: { today: day } }) {
    const [, id, value] = /^([^=]+)=(.+)$/s.exec(positionals.join(" ")) ?? [];
    if (id === undefined || value === undefined) throw new UsageError("Write the fact, = and its new value.");
    const { relative } = await import("node:path");
    const { parseConfig } = await import("../../../base/config.ts");
    const { impactOf } = await import("../../../facts/impact.ts");
    const { openKept } = await import("../../tasks/kept-store.ts");
    const { renderImpact } = await import("../../tasks/render-impact.ts");
    const { today } = await import("../../tasks/today.ts");
    const { contentDir: dir, databaseUrl } = parseConfig(process.env);
    const store = await openKept(databaseUrl);
    try {
      const request = { dir, folder: relative(".", dir), id, value, recent: store?.recent };
      console.log(renderImpact(await impactOf({ ...request, today: day ?? today() })));
    } finally {
      await store?.close();
    }
    return 0;
  },
} satisfies Command<typeof options>;
