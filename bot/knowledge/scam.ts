// Known frauds around changing the card: how to recognise each and what to say of it.
import { z } from "zod";
import { Grade } from "./fact.ts";

/** The closed list; each rule of `rules/scams.yml` is about one of them, or about none. */
export const ScamId = z.enum([
  "fake-cs-replace",
  "deposit",
  "refund-deposit",
  "search-fake-hotline",
  "cvv-otp",
  "agent-rebind",
  "jump-code",
  "impersonate-institution",
  "swap-card-loan",
  "lend-account",
  "qr-swap",
]);
export type ScamId = z.infer<typeof ScamId>;

const Scam = z.strictObject({
  id: ScamId,
  /** As the merchant would call it. */
  name: z.string().min(2).max(20),
  /** What gives it away; one short clause each. */
  signs: z.array(z.string().min(4).max(40)).min(1).max(3),
  /** What to do or not to do in this one; facts by reference. */
  advice: z.string().min(10).max(140),
  grade: Grade,
  sources: z.array(z.string().min(1)).min(1),
  verified: z.iso.date(),
  recheck: z.iso.date(),
});
export type Scam = z.infer<typeof Scam> & {
  /** Set in a translation where its words are still Chinese. */
  readonly fallback?: "zh-CN";
};

/** `scams.yml`: every known scam, each once. */
export const ScamsFile = z.array(Scam).superRefine((scams, context) => {
  const listed = scams.map(({ id }) => id);
  const complain = (message: string, path: PropertyKey[] = []) =>
    context.addIssue({ code: "custom", path, message });
  for (const [index, id] of listed.entries()) {
    if (listed.indexOf(id) !== index) complain(`${id} is listed twice`, [index, "id"]);
  }
  const missing = ScamId.options.filter((id) => !listed.includes(id));
  if (missing.length > 0) complain(`lacks ${missing.join(", ")}`);
});
