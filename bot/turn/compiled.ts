// A content with its recogniser, which is trained when a message first needs it and kept as long as the content is.
import type { Knowledge } from "../knowledge/knowledge.ts";
import { createRecogniser } from "../understanding/recognise.ts";
import type { Snapshot } from "./turn.ts";

type Recogniser = ReturnType<typeof createRecogniser>;

const recognisers = new WeakMap<Knowledge, Recogniser>();
const originals = new WeakMap<Knowledge, Knowledge>();

export interface Compiled extends Snapshot {
  /** Trains now what a message needs, for whoever limits the time of the turn itself. */
  train(text: string): void;
}

/** Training takes longer than a thousand turns, and replays of buttons need none. */
export function compiled(knowledge: Knowledge): Compiled {
  const isChinese = (text: string) => knowledge.originalIntents !== undefined && HAN.test(text);
  return {
    knowledge,
    recognise: (text, context) =>
      recogniserOf(isChinese(text) ? chineseOf(knowledge) : knowledge)(text, context),
    train(text) {
      // A message is also read in parts, which may be in either language.
      for (const one of [knowledge, ...(isChinese(text) ? [chineseOf(knowledge)] : [])]) {
        if (!recognisers.has(one)) recogniserOf(one)(text, { inGuide: false });
      }
    },
  };
}

const HAN = /\p{Script=Han}/u;

/** Chinese typed in a translated conversation is read by what zh-CN teaches, and answered in the translation. */
function chineseOf(knowledge: Knowledge): Knowledge {
  const { originalIntents: intents = knowledge.intents } = knowledge;
  const chinese = originals.get(knowledge) ?? { ...knowledge, intents };
  originals.set(knowledge, chinese);
  return chinese;
}

function recogniserOf(knowledge: Knowledge): Recogniser {
  const known = recognisers.get(knowledge);
  if (known) return known;
  const made = createRecogniser(knowledge);
  recognisers.set(knowledge, made);
  return made;
}
