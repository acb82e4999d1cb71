// One place where a merchant can read facts: a section of a page, an answer, a step, a reply.

export interface Place {
  readonly kind: "page" | "answer" | "step" | "reply" | "channels" | "verdict";
  /** Unique within its kind: an address with its anchor, a page's id, `guide/step`, a reply's key. */
  readonly id: string;
  /** Heading or question, for people. */
  readonly title: string;
  readonly lines: readonly string[];
  /** What the bot says it used, for places of the bot. */
  readonly facts?: readonly string[];
  /** The page the bot links behind it, with its anchor. */
  readonly page?: string;
  /** Whose terminal it is, where the words depend on it. */
  readonly provider?: string;
}

export function placeKey({ kind, id }: Pick<Place, "kind" | "id">): string {
  return `${kind} ${id}`;
}
