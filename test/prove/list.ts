// All proofs with their promises and durations, for the terminal and as docs/proofs.md.
import { flagOf, withoutPostgres } from "./options.ts";
import type { Form, Proof } from "./proof.ts";
import { type Entry, ROOMS } from "./registry.ts";

export function renderList(entries: readonly Entry[]): string {
  const width = Math.max(...entries.map(({ proof }) => proof.name.length));
  return groupsOf(entries)
    .map(({ title, proofs }) => {
      const lines = proofs.map(({ name, promise, short, full }) => {
        const times = `${durationOf(short)} / ${durationOf(full)}`;
        return `  ${name.padEnd(width)}  ${times.padStart(22)}  ${promise}`;
      });
      return [`${title} (short / full)`, ...lines].join("\n");
    })
    .join("\n\n");
}

/** The options of one proof, with what its full form sets. */
export function renderHelp({ name, promise, full, options = {} }: Proof): string {
  const own = Object.entries(withoutPostgres(full.options)).map(([key, value]) =>
    `  --${flagOf(key)} ${JSON.stringify(value)}  ${options[key] ?? ""}`.trimEnd(),
  );
  return [
    `huanka prove ${name}: ${promise}`,
    ...(own.length > 0 ? ["Options, as --full sets them:", ...own] : []),
  ].join("\n");
}

export function renderMarkdown(entries: readonly Entry[]): string {
  const rooms = groupsOf(entries).map(({ title, proofs }) =>
    [
      `## ${title}`,
      "",
      "| proof | what is promised | short | full |",
      "| --- | --- | --- | --- |",
      ...proofs.map(
        (proof) =>
          `| \`${proof.name}\` | ${proof.promise}${marksOf(proof)} | ${durationOf(proof.short)} | ${durationOf(proof.full)} |`,
      ),
    ].join("\n"),
  );
  return [INTRODUCTION, ...rooms, ""].join("\n\n").trimEnd().concat("\n");
}

const INTRODUCTION = `# What huanka promises, and the proof

<!-- Generated: huanka prove --list --markdown > docs/proofs.md -->

Each promise has a program that tries to break it, against the real service where there is one to break. \`huanka prove\`
runs all of them in their short form, \`huanka prove kill deploy\` those two, \`--full\` the long form for a machine that does
nothing else, \`--postgres\` those marked † on PostgreSQL too. \`huanka prove kill --help\` lists the options of one. A proof
that needs something this machine has not got fails and says what to install. The times are those of two cores that do
little else.`;

function groupsOf(entries: readonly Entry[]): { title: string; proofs: Proof[] }[] {
  return Object.entries(ROOMS).map(([room, title]) => ({
    title,
    proofs: entries.filter((entry) => entry.room === room).map(({ proof }) => proof),
  }));
}

function marksOf({ short, needs = [] }: Proof): string {
  const tools = needs.filter((need) => need === "strace" || need === "libfaketime" || need === "postgresql");
  const what = tools.length > 0 ? ` Needs ${tools.join(", ")}.` : "";
  return "postgres" in short.options ? `${what} †` : what;
}

function durationOf({ seconds, about }: Form): string {
  const time = seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  return about ? `about ${time}` : time;
}
