// Why the bot answered as it did: the rule, how sure it was, what else it took it for, and what stands behind the words.
import type { BotChannelData } from "../../../../base/wire.ts";
import { TEXTS } from "../../wording/texts.ts";

type Why = BotChannelData["why"];

const { why: words } = TEXTS;
/** A snapshot is told from another one by the beginning of its hash. */
const HASH_SHOWN = 8;

export function Why({ data }: { data: Partial<BotChannelData> | undefined }) {
  if (!data?.why) return null;
  return (
    <details class="why">
      <summary>{words.title}</summary>
      <dl>
        {linesOf(data.why).map(([name, value]) => (
          <div key={name}>
            <dt>{words.lines[name]}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** What there is nothing to say about is left out. */
function linesOf(why: Why): readonly (readonly [keyof typeof words.lines, string])[] {
  const { rule, reply, intent, provider, confidence, alternatives = [], nearest, article, facts } = why;
  const likely = alternatives.map((one) => `${one.intent} ${percent(one.confidence)}`);
  const lines = [
    ["rule", rule],
    ["intent", intent === undefined ? "" : `${intent} ${percent(confidence)}`],
    ["alternatives", likely.join(TEXTS.comma)],
    ["nearest", nearest ?? ""],
    ["provider", provider ?? ""],
    ["reply", reply],
    ["article", article ?? ""],
    ["facts", facts.join(TEXTS.comma)],
    ["content", why.content.slice(0, HASH_SHOWN)],
  ] as const;
  return lines.filter(([, value]) => value !== "");
}

function percent(share: number | undefined): string {
  return share === undefined ? "" : `${Math.round(share * 100)}%`;
}
