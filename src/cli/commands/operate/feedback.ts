// `huanka feedback`: what readers and merchants said of each page and its steps, and why it did not help.
import type { Reason } from "../../../base/wire.ts";
import { type Command, UsageError } from "../../command.ts";

const options = {
  days: { type: "string", value: "<number>", says: "how far back; 30 when left out" },
} as const;

const WHY: Readonly<Record<Reason, string>> = {
  differs: "the steps differ from what they saw",
  "not-mine": "their case is not in it",
  unclear: "not understood",
  "wrong-contact": "a wrong number or address",
};
const DAY_MS = 86_400_000;
const DAY_LENGTH = "2026-11-29".length;

export const command = {
  says: "lists the pages by how often they did not help, as readers and the chat's merchants voted, and why",
  usage: "",
  options,
  examples: ["feedback", "feedback --days 7"],
  async run({ values: { days = "30" } }) {
    if (!/^[1-9]\d{0,3}$/.test(days)) {
      throw new UsageError(`--days takes a number of days, not ${JSON.stringify(days)}.`);
    }
    const { withStore } = await import("../../tasks/kept-store.ts");
    const since = new Date(Date.now() - Number(days) * DAY_MS).toISOString().slice(0, DAY_LENGTH);
    const votes = await withStore(({ feedback }) => feedback.votesSince(since));
    const line = (not: string | number, helped: string | number, page: string) =>
      console.log(`${String(not).padStart(8)}  ${String(helped).padStart(6)}  ${page}`);
    console.log(votes.length === 0 ? `Nobody has voted since ${since}.` : `Votes since ${since}:`);
    if (votes.length > 0) line("not", "helped", "page");
    for (const { yes, no, page, reasons } of votes) {
      line(no, yes, page);
      for (const { reason, votes: given } of reasons) line("", "", `  ${given} × ${WHY[reason]}`);
    }
    return 0;
  },
} satisfies Command<typeof options>;
