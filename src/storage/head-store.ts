// The releases of the content: each is one generation, with the hash of every locale that it has.
import type { Kysely } from "kysely";
import type { Tables } from "./tables/tables.ts";

/** Locale → hash of its content. */
export type Heads = ReadonlyMap<string, string>;

export interface Release {
  /** Counted from 1, without a gap. */
  readonly generation: number;
  readonly at: string;
  readonly heads: Heads;
}

export interface HeadStore {
  /** Every release, oldest first. */
  all(): Promise<readonly Release[]>;
  /** The newest generation; 0 before the first release. */
  newest(): Promise<number>;
  /** The release that follows generation `after`, whole or not at all. False when another came first. */
  add(heads: Heads, release: { readonly after: number; readonly now: Date }): Promise<boolean>;
}

export function createHeadStore(db: Kysely<Tables>): HeadStore {
  const newest = async () => {
    const row = await db
      .selectFrom("content_heads")
      .select("generation")
      .orderBy("generation", "desc")
      .limit(1)
      .executeTakeFirst();
    return row?.generation ?? 0;
  };
  return {
    newest,
    async all() {
      const rows = await db.selectFrom("content_heads").selectAll().orderBy("generation").execute();
      const releases = Map.groupBy(rows, ({ generation }) => generation);
      return [...releases].map(([generation, those]) => ({
        generation,
        at: those[0]?.at ?? "",
        heads: new Map(those.map(({ locale, hash }) => [locale, hash])),
      }));
    },

    async add(heads, { after, now }) {
      const generation = after + 1;
      const rows = [...heads].map(([locale, hash]) => ({ generation, locale, hash, at: now.toISOString() }));
      try {
        // Every release has zh-CN, so the key of two that are the same generation meets there at the latest.
        await db.insertInto("content_heads").values(rows).execute();
        return true;
      } catch (error) {
        if ((await newest()) > after) return false;
        throw error;
      }
    },
  };
}
