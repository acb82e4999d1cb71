// Builds in one defect after another and shows that the proof meant for it turns red, and is green without it.
import { DESK } from "../mutations/desk.ts";
import { DOORS } from "../mutations/doors.ts";
import { MESSAGES } from "../mutations/messages.ts";
import type { Mutation } from "../mutations/mutation.ts";
import { type PatchedTree, patchedTree } from "../mutations/patched-tree.ts";
import { RECORDS } from "../mutations/records.ts";
import { STRANGERS } from "../mutations/strangers.ts";
import { missingNeeds, underWhat } from "../needs.ts";
import type { Proof, ProofOptions } from "../proof.ts";
import { loadProof } from "../registry.ts";
import { type Outcome, runInChild } from "../run-in-child.ts";

export const MUTATIONS: readonly Mutation[] = [...MESSAGES, ...DESK, ...RECORDS, ...STRANGERS, ...DOORS];

const MOST_SECONDS = 300;

type MutationOptions = { readonly only: string };

export const proof = {
  name: "mutations",
  promise: "Each proof of reliability notices the defect it is there for.",
  needs: ["linux", "strace", "libfaketime", "postgresql"],
  short: { seconds: 30, options: { only: "dedupe-off,order-off,mask-skipped" } },
  full: { seconds: 1_200, about: true, options: { only: "" } },
  options: { only: "the defects of these ids, with commas" },
  async run({ only }: MutationOptions) {
    const ids = only === "" ? MUTATIONS.map(({ id }) => id) : only.split(",");
    const strange = ids.filter((id) => !MUTATIONS.some((mutation) => mutation.id === id));
    const tree = patchedTree();
    try {
      const told: Told[] = [];
      const green = new Map<string, Outcome>();
      for (const mutation of MUTATIONS.filter(({ id }) => ids.includes(id)))
        told.push(await judge(tree, mutation, green));
      return {
        findings: [
          ...strange.map((id) => `there is no defect ${id}`),
          ...told.flatMap(({ finding }) => finding ?? []),
        ],
        figures: told.map(({ figure }) => figure),
      };
    } finally {
      tree.remove();
    }
  },
} satisfies Proof<MutationOptions>;

interface Told {
  readonly figure: string;
  readonly finding: string | undefined;
}

/** `green` remembers how the proofs did without any defect. */
async function judge(tree: PatchedTree, mutation: Mutation, green: Map<string, Outcome>): Promise<Told> {
  const { id, proof: name } = mutation;
  const key = JSON.stringify([name, mutation.options]);
  const sound = green.get(key) ?? (await prove(tree, mutation));
  green.set(key, sound);
  if (!isGreen(sound)) return missed(mutation, `${name} is not green without it: ${told(sound)}`);
  try {
    tree.patch(mutation);
    const faulty = await prove(tree, mutation);
    if (!isRed(faulty)) return missed(mutation, `${name} does not turn red: ${told(faulty)}`);
    return { figure: `caught ${id} by ${name}: ${told(faulty)}`, finding: undefined };
  } catch (error) {
    return missed(mutation, `the patch is broken: ${error instanceof Error ? error.message : error}`);
  } finally {
    tree.mend();
  }
}

async function prove(tree: PatchedTree, { proof: name, options }: Mutation): Promise<Outcome> {
  const { needs = [], short }: Proof = await loadProof(name);
  const missing = missingNeeds(needs);
  if (missing.length > 0) return { kind: "broke-down", why: missing.join(" "), seconds: 0 };
  const all: ProofOptions = { ...short.options, ...options };
  return runInChild({
    name,
    options: all,
    root: tree.dir,
    under: underWhat(needs),
    mostSeconds: MOST_SECONDS,
  });
}

const isGreen = (outcome: Outcome) => outcome.kind === "done" && outcome.findings.length === 0;

/** A proof that ends because it broke down has proved nothing: red means that it told its figures. */
function isRed(outcome: Outcome): boolean {
  return outcome.kind === "done" && outcome.findings.length > 0 && outcome.figures.length > 0;
}

function told(outcome: Outcome): string {
  if (outcome.kind === "broke-down") return outcome.why;
  return outcome.findings[0] ?? outcome.figures[0] ?? "it told nothing";
}

function missed({ id, promise, proof: name }: Mutation, why: string): Told {
  return { figure: `MISSED ${id} by ${name}`, finding: `${id} (${promise}): ${why}` };
}
