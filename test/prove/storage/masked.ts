// What strangers say of their cards, codes and papers, said over HTTP: how much of it is stored, and what harmless is lost.
import { type Chat, openChat, postOnce } from "../../support/plain-client.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import { strangersParts } from "../../support/strangers-lines.ts";
import type { Proof } from "../proof.ts";

/** Shares that may come out wrong: what is plainly named, what is hidden, and what is harmless. */
const MOST_WRONG = { named: 0.01, hidden: 0.25, harmless: 0.01 } as const;
const AT_ONCE = 8;

type MaskedOptions = { readonly oneOf: number; readonly tell: boolean };
type Part = keyof typeof MOST_WRONG;
interface Judged {
  readonly part: Part;
  /** Looked at to mend; the others are only counted, so that they tell about lines that nobody looked at. */
  readonly isLookedAt: boolean;
  readonly says: readonly string[];
  readonly stored: readonly string[];
  readonly isRight: boolean;
}

export const proof = {
  name: "masked",
  promise:
    "Of what strangers say, no more than one plainly named secret in a hundred and one hidden in four is stored, and of harmless numbers none in a hundred is lost.",
  short: { seconds: 7, options: { oneOf: 3, tell: false } },
  full: { seconds: 12, options: { oneOf: 1, tell: true } },
  options: {
    oneOf: "one line of so many is said",
    tell: "whether each line that came out wrong is told, of those that may be looked at",
  },
  async run({ oneOf, tell }: MaskedOptions) {
    const running = await startProcess({ DATA_DIR: freshDataDir(), RATE_LIMIT: "off" });
    try {
      const judged = await judgeAll(running.address, oneOf);
      const parts = Object.keys(MOST_WRONG) as Part[];
      return {
        findings: parts.flatMap((part) => findingOf(part, judged)),
        figures: [
          ...parts.map((part) => figureOf(part, judged)),
          ...(tell ? judged.filter((one) => one.isLookedAt && !one.isRight).map(lineOf) : []),
        ],
      };
    } finally {
      await stopProcess(running, "SIGKILL");
    }
  },
} satisfies Proof<MaskedOptions>;

async function judgeAll(origin: string, oneOf: number): Promise<Judged[]> {
  const lines = strangersParts();
  const waiting = (Object.keys(MOST_WRONG) as Part[]).flatMap((part) =>
    lines[part]
      .map((line, n) => ({ part, isLookedAt: n % 2 === 0, ...line }))
      .filter((_, n) => n % oneOf === 0),
  );
  const judged: Judged[] = [];
  const next = async (): Promise<void> => {
    const line = waiting.shift();
    if (!line) return;
    const { says, gone, part, isLookedAt } = line;
    const absent = gone.find((span) => !says.some((text) => text.includes(span)));
    if (absent !== undefined) throw new Error(`${absent} is not in the line ${says.join(" | ")}`);
    const chat = await openChat(origin);
    for (const text of says) await postOnce(origin, chat, { text });
    const stored = await storedOf(origin, chat);
    const kept = gone.length > 0 && gone.some((span) => stored.some((text) => text.includes(span)));
    const isRight = part === "harmless" ? stored.join("\n") === says.join("\n") : !kept;
    judged.push({ part, isLookedAt, says, stored, isRight });
    return next();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return judged;
}

/** What the merchant said, as it is stored now. */
async function storedOf(origin: string, { id, token }: Chat): Promise<string[]> {
  const response = await fetch(`${origin}/v3/directline/conversations/${id}/activities`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { activities } = (await response.json()) as {
    activities: { from: { role?: string }; text?: string }[];
  };
  return activities.filter(({ from }) => from.role === "user").map(({ text }) => text ?? "");
}

const wrongOf = (judged: readonly Judged[]) => judged.filter(({ isRight }) => !isRight).length;
const share = (judged: readonly Judged[]) => ((wrongOf(judged) / judged.length) * 100).toFixed(1);

function findingOf(part: Part, judged: readonly Judged[]): string[] {
  const own = judged.filter((one) => one.part === part);
  const most = MOST_WRONG[part];
  return wrongOf(own) <= Math.ceil(most * own.length)
    ? []
    : [`${part}: ${share(own)} % came out wrong, not ${most * 100} %`];
}

function figureOf(part: Part, judged: readonly Judged[]): string {
  const own = judged.filter((one) => one.part === part);
  const [seen, unseen] = [true, false].map((isLookedAt) =>
    own.filter((one) => one.isLookedAt === isLookedAt),
  );
  return `${part}: ${own.length} lines, ${share(own)} % wrong (looked at ${share(seen ?? [])}, only counted ${share(unseen ?? [])})`;
}

const lineOf = ({ part, says, stored }: Judged) => `${part}: ${says.join(" | ")} → ${stored.join(" | ")}`;
