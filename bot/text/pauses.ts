// The clauses of a message: what stands between pauses.

/** More is a story, and is read as a whole. */
const MOST_CLAUSES = 6;
/** In Chinese a blank parts clauses as a comma does. */
const BETWEEN =
  /(?:[，,！!？?；;～~…\n]|。(?![a-z]))+|(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})|(?<=[a-z])[.:]\s+/u;

/** Spoken to the phone a message has no signs: a clause ends with the sound that ends it, 「要几天啊这几天的钱到哪里去」. */
const LONG_WITHOUT_SIGNS = 20; // characters
const SPOKEN_END = /(?<=\p{Script=Han}{3}(?:[啊呀呢吗嘛咯喽]|了啦|的啦))(?=\p{Script=Han}{4})/u;

/** The clauses of a normalised message, or none where it is but one. */
export function clausesOf(normalised: string): readonly string[] {
  const written = normalised.split(BETWEEN);
  const isSpoken = written.length === 1 && normalised.length > LONG_WITHOUT_SIGNS;
  const clauses = (isSpoken ? normalised.split(SPOKEN_END) : written)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");
  return clauses.length < 2 || clauses.length > MOST_CLAUSES ? [] : clauses;
}

/** The clauses of a normalised message, or the whole where it is but one. */
export function clausesOrWhole(normalised: string): readonly string[] {
  const clauses = clausesOf(normalised);
  return clauses.length === 0 ? [normalised] : clauses;
}
