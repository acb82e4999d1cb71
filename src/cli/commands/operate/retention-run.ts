// `huanka retention run`: deletes everything older than the period, also when the job asks for a person.
import type { Command } from "../../command.ts";

export const command = {
  says: "deletes old conversations, also when the hourly job asks for a person",
  usage: "",
  options: {},
  async run() {
    const { createLog } = await import("../../../base/log.ts");
    const { runRetention } = await import("../../../storage/retention.ts");
    const { withStore } = await import("../../tasks/kept-store.ts");
    const said = await withStore(async (store, { transcriptDays: days }) => {
      const parts = { ...store, days, clock: () => new Date(), log: createLog("silent") };
      const outcome = await runRetention(parts, { confirmed: true });
      const deleted = outcome.kind === "done" ? outcome.deleted : 0;
      return `Deleted ${deleted} conversations that were silent for more than ${days} days by this machine's clock.`;
    });
    console.log(said);
    return 0;
  },
} satisfies Command;
