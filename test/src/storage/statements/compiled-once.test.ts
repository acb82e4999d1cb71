// Statements that are compiled once say what they would say if they were built anew with each turn's values.
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import { describe, expect, it } from "vitest";
import { compiledOnce } from "../../../../src/storage/statements/compiled-once.ts";
import { conversationStatements } from "../../../../src/storage/statements/conversation-statements.ts";
import type { Tables } from "../../../../src/storage/tables/tables.ts";

const db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (of) => new SqliteIntrospector(of),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});
const said = ({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) => ({ sql, parameters });

describe("a statement that is compiled once", () => {
  const statements = conversationStatements(db);

  it.each([1, 2, 3])("moves a conversation on with the values of turn %d, not those of the first", (turn) => {
    const moved = {
      ...{
        id: `cnv_${turn}`,
        version: turn,
        nextVersion: turn + 1,
        firstSeq: 3 * turn,
        nextSeq: 3 * turn + 3,
      },
      ...{ lastAt: `2026-11-30T00:00:0${turn}.000Z`, lastHour: `2026-11-30T0${turn}` },
    };
    const state = turn === 2 ? null : `{"turn":${turn}}`;
    expect(said(statements.move(moved))).toEqual(said(statements.guard(moved).compile()));
    expect(said(statements.moveState({ ...moved, state }))).toEqual(
      said(statements.guard(moved).set({ state }).compile()),
    );
  });

  it.each([2, 1, 3, 2])("inserts %d rows, each value in its place", (count) => {
    const rows = Array.from({ length: count }, (_, index) => ({
      ...{ conversation_id: "cnv_1", seq: index, client_activity_id: index === 0 ? "c" : null },
      body: `body ${count} ${index}`,
    }));
    expect(said(statements.insert(rows))).toEqual(said(db.insertInto("activities").values(rows).compile()));
  });

  it("keeps what is the same each time, and builds nothing a second time", () => {
    let built = 0;
    const statement = compiledOnce(({ seq }: { seq: number }) => {
      built += 1;
      return db.selectFrom("activities").select("body").where("seq", ">=", seq).limit(5);
    });
    expect([statement({ seq: 1 }), statement({ seq: 2 })].map(({ parameters }) => parameters)).toEqual([
      [1, 5],
      [2, 5],
    ]);
    expect(built).toBe(1);
  });
});
