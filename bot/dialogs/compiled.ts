// A content with its recogniser, which is trained when a message first needs it and kept as long as the content is.
import type { Knowledge } from "../knowledge/knowledge.ts";
import { createRecogniser } from "../understanding/recognise.ts";
import type { Snapshot } from "./turn.ts";

type Recogniser = ReturnType<typeof createRecogniser>;

const recognisers = new WeakMap<Knowledge, Recogniser>();

/** Training takes longer than a thousand turns, and many turns of older content are buttons that need none. */
export function compiled(knowledge: Knowledge): Snapshot {
  return { knowledge, recognise: (text, context) => recogniserOf(knowledge)(text, context) };
}

function recogniserOf(knowledge: Knowledge): Recogniser {
  const known = recognisers.get(knowledge);
  if (known) return known;
  const made = createRecogniser(knowledge);
  recognisers.set(knowledge, made);
  return made;
}
