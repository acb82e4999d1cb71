// `routes.yml`: what to do first when something a change of card needs is missing, and how to ask for it.
import { z } from "zod";
import { shortText } from "../text/width.ts";
import { type Condition, parseCondition } from "./condition.ts";
import { SLOT_VALUES, SlotName } from "./situation.ts";

const LONGEST_LABEL = 16; // characters; more does not fit on a button
const LONGEST_HOW = 160; // characters; with the words around it about one phone screen

const ConditionText = z.string().transform((text, context): Condition => {
  const read = parseCondition(text);
  if ("condition" in read) return read.condition;
  context.addIssue({ code: "custom", message: read.problem });
  return z.NEVER;
});

/** `slot=value & slot=value`, each value set or required as it stands: no alternatives, no provider, no class. */
const SettingText = ConditionText.refine(
  (condition) =>
    condition.every(({ subject, values }) => SlotName.safeParse(subject).success && values.length === 1),
  "write slot=value with one value of a slot",
).transform((condition) =>
  condition.map(({ subject, values: [value = ""] }) => ({ slot: SlotName.parse(subject), value })),
);

const Rule = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** The rule applies when this is known to hold. The first that applies decides. */
  when: ConditionText,
  /** `missing`: get this first, then the steps. `official`: only the acquirer can say how. */
  route: z.enum(["missing", "official"]),
  /** How to get it, or what to ask there; merchants read it. */
  say: shortText(2, LONGEST_HOW),
  /** The article or FAQ behind it. */
  page: z.string(),
  /** What is in order once this is done. */
  gives: SettingText.optional(),
  /** What following it takes; the proof finds routes that ask for what the merchant does not have. */
  uses: SettingText.optional(),
  /** Slots worth a question before this is said, in this order; asked only while the answer changes the route. */
  asks: z.array(SlotName).default([]),
});
export type RouteRule = z.infer<typeof Rule>;

const CheckedRule = Rule.refine(({ route, gives }) => (route === "missing") === (gives !== undefined), {
  path: ["gives"],
  message: "belongs to every rule that says missing, and to no other",
});

const slotWords = <Value extends string>(values: readonly [Value, ...Value[]]) =>
  z.strictObject({
    /** The question, one short sentence. */
    ask: shortText(2, 40),
    /** Each value as a button and as 「你说的情况」. */
    values: z.record(z.enum(values), shortText(2, LONGEST_LABEL)),
  });

export const RoutesFile = z.strictObject({
  slots: z.strictObject({
    entity: slotWords(SLOT_VALUES.entity),
    person: slotWords(SLOT_VALUES.person),
    "same-name": slotWords(SLOT_VALUES["same-name"]),
    "old-card": slotWords(SLOT_VALUES["old-card"]),
    phone: slotWords(SLOT_VALUES.phone),
    terminal: slotWords(SLOT_VALUES.terminal),
  }),
  rules: z.array(CheckedRule).min(1),
});
export type Routes = z.infer<typeof RoutesFile>;
