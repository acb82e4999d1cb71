// `huanka prove`: lists the proofs and runs them, each in a process of its own.
import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { closest } from "../support/closest.ts";
import { keepCompiledModules } from "../support/compile-cache.ts";
import { keepTemporaryFilesInMemory } from "../support/memory-folder.ts";
import { inCompany } from "./in-company.ts";
import { renderHelp, renderList, renderMarkdown } from "./list.ts";
import { missingNeeds, underWhat } from "./needs.ts";
import { type Asked, parseProve } from "./options.ts";
import type { Need, Proof, ProofOptions } from "./proof.ts";
import { type Entry, loadProofs } from "./registry.ts";
import { type Outcome, runInChild } from "./run-in-child.ts";

const USAGE =
  "usage: huanka prove [name…] [--full] [--postgres] [options of a single proof] | --list [--markdown]";
/** So many times what it takes, and a while for everything around it: a proof that takes longer hangs, on a crowded machine too. */
const MOST_TIMES = 5;
const MOST_BESIDE_S = 900;
const MOST_FINDINGS = 20;

interface Job {
  readonly title: string;
  readonly proof: Proof;
  readonly needs: readonly Need[];
  readonly options: ProofOptions;
  readonly seconds: number;
  readonly mostSeconds: number;
}

/** Answers the exit code: 1 when a promise is broken or could not be proved, 2 when it was asked for what there is not. */
export async function main(argv: readonly string[]): Promise<number> {
  const entries = await loadProofs();
  const asked = parseOrRefuse(argv, entries);
  if (typeof asked === "string") {
    console.error(asked);
    return 2;
  }
  const { names, list, markdown, help } = asked;
  const chosen = names.length === 0 ? entries : entries.filter(({ proof }) => names.includes(proof.name));
  if (help)
    console.log(
      [USAGE, ...(names.length === 1 ? chosen.map(({ proof }) => renderHelp(proof)) : [])].join("\n"),
    );
  else if (list) process.stdout.write(markdown ? renderMarkdown(chosen) : `${renderList(chosen)}\n`);
  else {
    if (names.length === 0) prepareMachine();
    if (!asked.full) keepTemporaryFilesInMemory();
    keepCompiledModules();
    return runAll(
      chosen.flatMap(({ proof }) => jobsOf(proof, asked)),
      {
        isBrief: names.length === 0,
        isAlone: asked.full,
      },
    );
  }
  return 0;
}

/** Installs what is missing where it may; what is still missing then is said by each proof that needs it. */
function prepareMachine(): void {
  spawnSync(process.execPath, ["test/support/prepare-machine.ts", "proofs"], { stdio: "inherit" });
}

function parseOrRefuse(argv: readonly string[], entries: readonly Entry[]): Asked | string {
  const known = entries.map(({ proof }) => proof.name);
  try {
    const asked = parseProve(argv, (name) => entries.find(({ proof }) => proof.name === name)?.proof);
    const strange = asked.names.find((name) => !known.includes(name));
    if (strange === undefined) return asked;
    return `there is no proof ${strange}. Did you mean ${closest(strange, known)}? huanka prove --list names all.`;
  } catch (error) {
    return `${error instanceof Error ? error.message : error}\n${USAGE}`;
  }
}

function jobsOf(proof: Proof, { full, postgres, own }: Asked): Job[] {
  const form = full ? proof.full : proof.short;
  const { needs = [] } = proof;
  const options = { ...form.options, ...own };
  const mostSeconds =
    MOST_BESIDE_S + MOST_TIMES * Math.max(form.seconds, Object.keys(own).length > 0 ? proof.full.seconds : 0);
  const job = { title: proof.name, proof, needs, options, seconds: form.seconds, mostSeconds };
  if (!postgres || !("postgres" in options)) return [job];
  const onPostgres = { ...options, postgres: true };
  return [
    job,
    { ...job, title: `${proof.name} on PostgreSQL`, needs: [...needs, "postgresql"], options: onPostgres },
  ];
}

interface Manner {
  readonly isBrief: boolean;
  /** Short forms judge nothing that a busy machine could turn, so they may run beside each other; full forms run alone. */
  readonly isAlone: boolean;
}

/** The longest are begun first, beside the shortest, so that cores are busy all the time; each tells its line when it is done. */
async function runAll(jobs: readonly Job[], { isBrief, isAlone }: Manner): Promise<number> {
  let failed = 0;
  const prove = async (job: Job): Promise<void> => {
    const outcome = await run(job);
    const isKept = outcome.kind === "done" && outcome.findings.length === 0;
    if (!isKept) failed += 1;
    console.log(lineOf(job, outcome, isBrief));
  };
  if (isAlone) for (const job of jobs) await prove(job);
  else
    await inCompany(
      jobs.toSorted((a, b) => b.seconds - a.seconds),
      prove,
      { cores: availableParallelism() },
    );
  console.log(`${jobs.length - failed} passed, ${failed} failed`);
  return failed === 0 && jobs.length > 0 ? 0 : 1;
}

async function run({ proof: { name }, needs, options, mostSeconds }: Job): Promise<Outcome> {
  const missing = missingNeeds(needs);
  if (missing.length > 0) return { kind: "broke-down", why: missing.join(" "), seconds: 0 };
  return runInChild({ name, options, under: underWhat(needs), mostSeconds });
}

/** One line; under it what is broken, and the figures too where few proofs were named. */
function lineOf({ title, proof }: Job, outcome: Outcome, isBrief: boolean): string {
  const figures = outcome.kind === "done" ? outcome.figures : [];
  const findings = outcome.kind === "done" ? outcome.findings : [`could not be proved: ${outcome.why}`];
  const told = isBrief && figures.length > 0 ? ` – ${figures.map((line) => line.trim()).join("; ")}` : "";
  return [
    `${findings.length === 0 ? "ok    " : "FAILED"} ${title}: ${proof.promise}${told} (${outcome.seconds.toFixed(1)} s)`,
    ...(isBrief ? [] : figures.map((line) => `         ${line}`)),
    ...findings.slice(0, MOST_FINDINGS).map((line) => `  BROKEN ${line}`),
    ...(findings.length > MOST_FINDINGS ? [`  and ${findings.length - MOST_FINDINGS} more`] : []),
  ].join("\n");
}

if (import.meta.main) {
  // Whoever is stopped takes the running proof along.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  process.exitCode = await main(process.argv.slice(2));
}
