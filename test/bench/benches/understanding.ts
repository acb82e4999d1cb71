// How well and how fast messages are understood. `--public --data <folder>` adds BANKING77 and CLINC150.
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { loadKnowledge } from "../../../bot/load.ts";
import { createRecogniser } from "../../../bot/understanding/recognise.ts";
import {
  type Contents,
  falseAlarms,
  judgeConversations,
  judgeStrangers,
  macroOf,
} from "../../support/strangers.ts";
import {
  isHeardAs,
  type Judged,
  judge,
  marksOf,
  readSafetyMessages,
  readTestSplit,
  SAFETY_INTENTS,
  share,
} from "../../support/understanding-split.ts";
import type { Bench, BenchValues } from "../bench.ts";
import { fitWeights, reliability } from "../understanding/calibration.ts";
import { compareMatchers } from "../understanding/compare.ts";
import { confusions, crossValidate, foldsOf, perIntent } from "../understanding/cross-validate.ts";
import { HOSTILE_LENGTH, measureSpeed } from "../understanding/speed.ts";

const FOLDS = 4; // each trains anew on twelve thousand utterances
const CONFUSIONS = 15;
/** What must hold; see the issue and docs/adr. Milliseconds on one core. */
const MARKS = {
  macroAccuracy: 0.9,
  outOfScopeRecall: 0.85,
  falseRejection: 0.05,
  safetyRecall: 0.98,
  strangers: 0.91,
  conversations: 0.88,
  alarms: 0.01,
  toldIllegal: 0.0005,
  toldFraud: 0.003,
  typicalMs: 1,
  worstMs: 3,
  loadMs: 400,
  hostileMs: 20,
  banking: 0.91,
  clincInScope: 0.92,
  clincOutOfScope: 0.63,
} as const;

type Check = (
  what: string,
  value: number,
  mark: number,
  side?: "at least" | "at most",
  unit?: "ms" | "%" | "fine %",
) => void;

export const bench = {
  name: "understanding",
  says: "how well and how fast messages are understood; --public --data <folder> adds BANKING77 and CLINC150",
  options: { public: { type: "boolean" }, data: { type: "string" } },
  async run({ public: isPublic, data = process.env.HUANKA_SEARCH_DATA }: BenchValues) {
    const missed: string[] = [];
    const check = createCheck(missed);
    const knowledge = await loadKnowledge("content");
    reportSplit(knowledge, check);
    const english = await loadKnowledge("content", "en");
    await reportStrangers({ "zh-CN": knowledge, en: english }, check);
    reportSpeed(knowledge, check);
    reportCrossValidation(knowledge);
    if (isPublic) await reportPublic(data, english, check);
    if (missed.length > 0) console.log(`\nbelow the mark: ${missed.join("; ")}`);
    return missed.length > 0 ? 1 : 0;
  },
} satisfies Bench;

function reportSplit(all: Knowledge, check: Check): void {
  const judged = judge(readTestSplit(), createRecogniser(all));
  const marks = marksOf(judged);
  console.log(`# Own test split: ${judged.length} phrasings set apart by hash, in no content file`);
  console.log(
    "Two that were missed were looked at before the last safety rules were written, the others never since they",
  );
  console.log("were set apart. Concepts and the first safety rules are older than the split.");
  console.log(`accuracy ${percent(marks.accuracy)}`);
  check("mean over intents", marks.macroAccuracy, MARKS.macroAccuracy);
  check("out-of-scope recall", marks.outOfScopeRecall, MARKS.outOfScopeRecall);
  check("false rejection", marks.falseRejection, MARKS.falseRejection, "at most");
  check("safety recall", marks.safetyRecall, MARKS.safetyRecall);
  const strangers = judge(readSafetyMessages(), createRecogniser(all));
  for (const intent of SAFETY_INTENTS) {
    const of = strangers.filter((one) => one.intent === intent);
    console.log(`${intent} of strangers, ${of.length} messages  ${percent(share(of, ({ right }) => right))}`);
  }
  console.log(`safety recall of strangers  ${percent(marksOf(strangers).safetyRecall)}`);
  const heard = share(strangers, ({ intent, recognition }) => isHeardAs(intent, recognition));
  console.log(`  as what they are, not warned of by the mask alone  ${percent(heard)}`);
  reportZones(judged);
}

/** People of whom nothing was learnt: what our own split cannot tell. */
async function reportStrangers(contents: Contents, check: Check): Promise<void> {
  const judged = judgeStrangers(contents);
  const authors = new Set(judged.map(({ author }) => author)).size;
  console.log(`\n# Strangers: ${judged.length} messages of ${authors} people, none learnt from`);
  check("mean over intents", macroOf(judged), MARKS.strangers);
  const honest = judged.filter(({ intent }) => !SAFETY_INTENTS.includes(intent)).length;
  const alarms = falseAlarms(judged);
  check("honest messages alarmed", alarms.length / honest, MARKS.alarms, "at most");
  for (const intent of SAFETY_INTENTS) {
    console.log(
      `  as ${intent}: ${alarms.filter(({ recognition }) => recognition.intent === intent).length}`,
    );
  }
  for (const zone of ["answer", "ask", "unknown"] as const) {
    const inZone = judged.filter(({ recognition }) => recognition.zone === zone);
    console.log(`${zone}: ${inZone.length}, right ${percent(share(inZone, ({ right }) => right))}`);
  }
  for (const locale of ["zh-CN", "en"]) {
    console.log(
      `${locale}: ${percent(
        share(
          judged.filter((one) => one.locale === locale),
          ({ right }) => right,
        ),
      )}`,
    );
  }
  for (const [author, of] of Map.groupBy(judged, (one) => one.author)) {
    console.log(`  ${author}: ${percent(share(of, ({ right }) => right))} of ${of.length}`);
  }
  for (const set of ["looked at", "kept apart", "strangers"] as const) {
    const { turns, right, told, known } = judgeConversations(contents, set);
    check(`conversations ${set}, turns right of ${turns}`, right / turns, MARKS.conversations);
    console.log(`  company right in ${percent(known / told)} of ${told}`);
  }
}

function reportZones(judged: readonly Judged[]): void {
  for (const zone of ["answer", "ask", "unknown"] as const) {
    const inZone = judged.filter(({ recognition }) => recognition.zone === zone);
    const right = percent(share(inZone, (one) => one.right));
    const offered = percent(
      share(
        inZone,
        ({ intent, recognition }) =>
          recognition.intent === intent || recognition.alternatives.some((other) => other.intent === intent),
      ),
    );
    console.log(
      `zone ${zone.padEnd(8)}${percent(inZone.length / judged.length)} of messages, ${right} right, ${offered} among those offered`,
    );
  }
}

function reportSpeed(all: Knowledge, check: Check): void {
  const { trainMs, loadMs, typicalMs, worstMs, hostileMs } = measureSpeed(all);
  console.log("\n# Speed, ms");
  console.log(`training, at build ${trainMs.toFixed(0)} ms`);
  check("opening what was trained", loadMs, MARKS.loadMs, "at most", "ms");
  check("one message, p50", typicalMs, MARKS.typicalMs, "at most", "ms");
  check("one message, p99", worstMs, MARKS.worstMs, "at most", "ms");
  check(`${HOSTILE_LENGTH} hostile characters`, hostileMs, MARKS.hostileMs, "at most", "ms");
}

function reportCrossValidation(all: Knowledge): void {
  const folds = foldsOf(all, FOLDS);
  const judged = crossValidate(folds);
  const marks = marksOf(judged);
  console.log(
    `\n# Cross-validation: ${judged.length} utterances, ${all.intents.size} intents, ${FOLDS} folds`,
  );
  console.log(
    `accuracy ${percent(marks.accuracy)}, mean over intents ${percent(marks.macroAccuracy)}, out-of-scope recall ${percent(marks.outOfScopeRecall)} at ${percent(marks.falseRejection)} false rejection, safety recall ${percent(marks.safetyRecall)} (${SAFETY_INTENTS.join(", ")}; their rules were written with these in sight)`,
  );
  reportZones(judged);
  console.log("\nintent                          count  recall precision");
  for (const { intent, count, recall, precision } of perIntent(judged)) {
    console.log(`${intent.padEnd(30)} ${String(count).padStart(6)} ${percent(recall)} ${percent(precision)}`);
  }
  console.log("\nmost frequent confusions");
  for (const [pair, count] of confusions(judged, CONFUSIONS))
    console.log(`${String(count).padStart(4)} ${pair}`);
  const { bins, error } = reliability(judged);
  console.log(`\nreliability of the matcher's confidence; expected calibration error ${percent(error)}`);
  for (const { from, count, confidence, right } of bins) {
    console.log(
      `from ${from.toFixed(1)}: ${String(count).padStart(5)} said ${percent(confidence)} right ${percent(right)}`,
    );
  }
  const weights = fitWeights(judged).map((weight) => weight.toFixed(2));
  console.log(`weights that fit best: margin, lead, known, bias = ${weights.join(", ")}`);
  console.log("\nmatcher alone                first  first 3 mean    surest 80 %");
  for (const { matcher, first, firstThree, macro, surest } of compareMatchers(folds)) {
    console.log(
      `${matcher.padEnd(27)} ${percent(first)} ${percent(firstThree)} ${percent(macro)} ${percent(surest)}`,
    );
  }
}

async function reportPublic(folder: BenchValues[string], english: Knowledge, check: Check): Promise<void> {
  if (typeof folder !== "string") throw new Error("--public needs --data <folder> or HUANKA_SEARCH_DATA");
  const { measureAlarms, measureBanking, measureClinc } = await import("../understanding/public-sets.ts");
  const banking = measureBanking(folder);
  console.log("\n# BANKING77, test part (TF-IDF SVM of a public repository 90.3 %, DistilBERT > 92 %)");
  check("first place", banking.first, MARKS.banking);
  console.log(`first three ${percent(banking.firstThree)}`);
  console.log("its messages to the bot, none of them ours");
  const alarms = measureAlarms(folder, english);
  check("told that they ask for a crime", alarms.illegal, MARKS.toldIllegal, "at most", "fine %");
  check("told that they are cheated", alarms.fraud, MARKS.toldFraud, "at most", "fine %");
  const clinc = measureClinc(folder);
  console.log(
    "\n# CLINC150 with out-of-scope (paper: SVM 91.0 / 14.5 %, MLP 93.5 / 47.4 %, BERT 96.9 / 40.3 %)",
  );
  check("in scope", clinc.inScope, MARKS.clincInScope);
  check("out-of-scope recall", clinc.outOfScope, MARKS.clincOutOfScope);
}

/** Prints a figure beside its mark, and adds it to the list when it is missed. */
function createCheck(missed: string[]): Check {
  return (what, value, mark, side = "at least", unit = "%") => {
    const show = (figure: number) => {
      if (unit === "ms") return `${figure.toFixed(2)} ms`;
      return unit === "%" ? percent(figure) : `${(100 * figure).toFixed(2)} %`;
    };
    const holds = side === "at least" ? value >= mark : value <= mark;
    console.log(`${what} ${show(value)} (${side} ${show(mark)})${holds ? "" : "  ← missed"}`);
    if (!holds) missed.push(`${what} ${show(value)}`);
  };
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`.padStart(7);
}
