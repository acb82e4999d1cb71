// The short form of what our messages carry in `channelData`, and of the names that stand in every row.

type Fields = Readonly<Record<string, unknown>>;
/** A field's name by another. */
export type Names = ReadonlyMap<string, string>;

/** One letter for what is in nearly every row. Rows keep them: a letter never gets another meaning. */
const LETTERS = lettersOf({
  text: "t",
  channelData: "d",
  from: "f",
  recipient: "o",
  locale: "l",
  clientActivityID: "c",
});
const NAMES = inverse(LETTERS);

const DATA_LETTERS = lettersOf({
  ...{ key: "k", why: "w", guide: "g", channels: "n", links: "u" },
  ...{ rule: "r", reply: "y", intent: "i", confidence: "c", alternatives: "a", nearest: "m", terms: "e" },
  ...{ provider: "p", article: "b", facts: "f", content: "h" },
  ...{ id: "d", title: "t", step: "s", stepId: "q", of: "o", titles: "z", url: "l" },
});
const DATA_NAMES = inverse(DATA_LETTERS);

export const shortKeys = (fields: Fields): Fields => renamed(fields, LETTERS);
export const longKeys = (fields: Fields): Fields => renamed(fields, NAMES);

/** `content` is the hash that the conversation speaks from anyway. */
export function shortData(data: Fields, content: string | undefined): Fields {
  const known = { key: data.key, content };
  return deepRenamed(
    inPlace(data, (why) => shortWhy(why, known), shortGuide),
    DATA_LETTERS,
  ) as Fields;
}

export function longData(kept: Fields, content: string | undefined): Fields {
  const data = deepRenamed(kept, DATA_NAMES) as Fields;
  const known = { key: data.key, content };
  return inPlace(data, (why) => longWhy(why, known), longGuide);
}

function inPlace(data: Fields, toWhy: (why: Fields) => Fields, toGuide: (guide: Fields) => Fields): Fields {
  return {
    ...data,
    ...(data.why !== undefined && { why: toWhy(data.why as Fields) }),
    ...(data.guide !== undefined && { guide: toGuide(data.guide as Fields) }),
  };
}

interface Known {
  readonly key: unknown;
  readonly content: string | undefined;
}

function shortWhy({ reply, alternatives, facts, content, ...why }: Fields, known: Known): Fields {
  return {
    ...why,
    ...(reply !== known.key && { reply }),
    ...(alternatives !== undefined && {
      alternatives: (alternatives as readonly Fields[]).flatMap((one) => [one.intent, one.confidence]),
    }),
    ...((facts as readonly unknown[]).length > 0 && { facts }),
    ...(content !== known.content && { content }),
  };
}

function longWhy({ rule, reply, alternatives, facts, content, ...why }: Fields, known: Known): Fields {
  const { intent, confidence, ...rest } = why;
  return {
    rule,
    reply: reply ?? known.key,
    ...(intent !== undefined && { intent }),
    ...(confidence !== undefined && { confidence }),
    ...(alternatives !== undefined && { alternatives: pairs(alternatives as readonly unknown[]) }),
    ...rest,
    facts: facts ?? [],
    content: content ?? known.content,
  };
}

function pairs(flat: readonly unknown[]): readonly Fields[] {
  return Array.from({ length: flat.length / 2 }, (_, index) => ({
    intent: flat[index * 2],
    confidence: flat[index * 2 + 1],
  }));
}

/** The title of the step that is shown stands among those of all. */
function shortGuide({ title, ...guide }: Fields): Fields {
  return title === titleIn(guide) ? guide : { ...guide, title };
}

function longGuide({ id, provider, title, ...guide }: Fields): Fields {
  return { id, ...(provider !== undefined && { provider }), title: title ?? titleIn(guide), ...guide };
}

function titleIn({ titles, step }: Fields): unknown {
  return (titles as readonly string[] | undefined)?.[Number(step) - 1];
}

export function lettersOf(letters: Readonly<Record<string, string>>): Names {
  return new Map(Object.entries(letters));
}

export function inverse(letters: Names): Names {
  return new Map([...letters].map(([name, letter]) => [letter, name]));
}

function renamed(fields: Fields, names: Names): Fields {
  const put: Record<string, unknown> = {};
  for (const key of Object.keys(fields)) put[names.get(key) ?? key] = fields[key];
  return put;
}

export function deepRenamed(value: unknown, names: Names): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => deepRenamed(one, names));
  const put: Record<string, unknown> = {};
  for (const key of Object.keys(value))
    put[names.get(key) ?? key] = deepRenamed((value as Fields)[key], names);
  return put;
}
