// The clauses of a message: what stands between pauses.

/** More is a story, and is read as a whole. */
const MOST_CLAUSES = 6;
/** In Chinese a blank parts clauses as a comma does. */
const BETWEEN =
  /(?:[，,！!？?；;～~…\n]|。(?![a-z]))+|(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})|(?<=[a-z])[.:]\s+/u;

/** The clauses of a normalised message, or none where it is but one. */
export function clausesOf(normalised: string): readonly string[] {
  const clauses = normalised
    .split(BETWEEN)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");
  return clauses.length < 2 || clauses.length > MOST_CLAUSES ? [] : clauses;
}

/** The clauses of a normalised message, or the whole where it is but one. */
export function clausesOrWhole(normalised: string): readonly string[] {
  const clauses = clausesOf(normalised);
  return clauses.length === 0 ? [normalised] : clauses;
}
