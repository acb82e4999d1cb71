// Databases of every earlier schema come up to date whole, killed at any statement, by two processes at once; one of a
// newer version is left alone (R20).
import { KNOWN_SCHEMAS } from "../../../src/storage/schema.ts";
import {
  contentsOf,
  makeOldDatabase,
  type OldDatabases,
  oldPostgreses,
  oldSqlites,
  problemsOf,
  withDatabase,
} from "../../support/old-database.ts";
import { startPostgres } from "../../support/postgres.ts";
import { runCommand } from "../../support/run-command.ts";
import { resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof } from "../proof.ts";

const LEAST_COMPARED = 3;
const NEWER = "2999-01-01-future";
const COMMAND = "test/support/die-while-migrating.ts";

export interface MigrateLoad {
  readonly conversations: number;
  readonly schemas: readonly string[];
  /** Kills before each statement of this step: 1 is every boundary. */
  readonly step: number;
}

const migrate = (url: string, nth = 0) => runCommand([COMMAND, url, String(nth)], {});

/** `acked` counts the databases that were brought up to date and compared. */
export async function proveMigrate(
  { conversations, schemas, step }: MigrateLoad,
  databases: OldDatabases = oldSqlites(),
): Promise<Verdict> {
  const broken: string[] = [];
  let compared = 0;
  for (const schema of schemas) {
    const old = await makeOldDatabase(databases, schema, conversations);
    const before = await contentsOf(databases, old);
    const insist = async (what: string, url: string) => {
      compared += 1;
      const changes = schema !== KNOWN_SCHEMAS.at(-1);
      broken.push(
        ...(await faultsOf(databases, url, { before, changes })).map((fault) => `${what}: ${fault}`),
      );
    };
    const plain = await databases.copy(old);
    const { output } = await migrate(plain);
    const statements = Number(/migrated in (\d+)/.exec(output)?.[1]);
    if (!statements) broken.push(`${schema}: ${output}`);
    await insist(schema, plain);
    for (let nth = 1; nth <= statements; nth += step) {
      const url = await databases.copy(old);
      if ((await migrate(url, nth)).code !== null)
        broken.push(`${schema}: was not killed at statement ${nth}`);
      if ((await migrate(url)).code !== 0) broken.push(`${schema}: does not start after a kill at ${nth}`);
      await insist(`${schema}, killed at statement ${nth} of ${statements}`, url);
    }
    const shared = await databases.copy(old);
    const both = await Promise.all([migrate(shared), migrate(shared)]);
    if (both.some(({ code }) => code !== 0))
      broken.push(`${schema}: two at once: ${both[0].output}${both[1].output}`);
    await insist(`${schema}, two processes at once`, shared);
  }
  broken.push(...(await proveNewer(databases)), ...(await proveReadable(databases)));
  return { acked: compared, lost: 0, doubled: 0, disordered: 0, readyMs: [], broken };
}

/** What is wrong with a database that was brought up to date, and with the copies that were kept before. */
async function faultsOf(
  databases: OldDatabases,
  url: string,
  { before, changes }: { before: string; changes: boolean },
): Promise<string[]> {
  const problems = await problemsOf(databases, url);
  const kept = databases.keptBefore(url);
  const copies = await Promise.all((kept ?? []).map((copy) => contentsOf(databases, copy)));
  return [
    ...((await contentsOf(databases, url)) === before ? [] : ["the data is another"]),
    ...(problems === "" ? [] : [problems]),
    ...(kept && kept.length > 0 !== changes ? [`${kept.length} copies from before`] : []),
    ...(copies.every((copy) => copy === before) ? [] : ["its copy is another"]),
  ];
}

async function proveNewer(databases: OldDatabases): Promise<string[]> {
  const latest = KNOWN_SCHEMAS.at(-1) ?? "";
  const url = await makeOldDatabase(databases, latest, 1);
  await withDatabase(databases, url, (db) =>
    db
      .insertInto("kysely_migration")
      .values({ name: NEWER, timestamp: "2999-01-01T00:00:00.000Z" })
      .execute(),
  );
  const before = await contentsOf(databases, url);
  const { code, output } = await migrate(url);
  return [
    ...(code === 0 ? ["a newer schema is refused"] : []),
    ...(output.includes(NEWER) && output.includes(latest) ? [] : ["the refusal names both versions"]),
    ...((await contentsOf(databases, url)) === before ? [] : ["a refused database is left as it was"]),
  ];
}

/** A newer version that only added something says so, and this one serves over its schema and leaves it alone. */
async function proveReadable(databases: OldDatabases): Promise<string[]> {
  const latest = KNOWN_SCHEMAS.at(-1) ?? "";
  const url = await makeOldDatabase(databases, latest, 1);
  const newer = (readableBy: string) =>
    withDatabase(databases, url, async (db) => {
      const at = { name: NEWER, timestamp: "2999-01-01T00:00:00.000Z" };
      await db
        .insertInto("kysely_migration")
        .values(at)
        .onConflict((of) => of.doNothing())
        .execute();
      const readers = { schema: NEWER, readable_by: readableBy };
      await db.deleteFrom("schema_readers").execute();
      await db.insertInto("schema_readers").values(readers).execute();
    });
  await newer(latest);
  const before = await contentsOf(databases, url);
  const readable = await migrate(url);
  await newer(NEWER);
  const replaced = await migrate(url);
  return [
    ...(readable.code === 0
      ? []
      : [`a newer schema that this version can read is refused: ${readable.output}`]),
    ...(replaced.code === 0 ? ["a newer schema that this version cannot read any more is taken"] : []),
    ...((await contentsOf(databases, url)) === before ? [] : ["a newer database is left as it was"]),
  ];
}

type MigrateOptions = {
  readonly conversations: number;
  /** 0 is all of them. */
  readonly schemas: number;
  readonly step: number;
  readonly postgres: boolean;
};

export const proof = {
  name: "migrate",
  promise:
    "An update brings an old database up to date whole, whatever interrupts it, and leaves a newer one alone.",
  short: { seconds: 8, options: { conversations: 5, schemas: 1, step: 7, postgres: false } },
  full: {
    seconds: 120,
    about: true,
    options: { conversations: 1_000, schemas: 0, step: 1, postgres: false },
  },
  options: {
    conversations: "in each old database",
    schemas: "the first so many, or 0 for all",
    step: "of so many statements one is where it is killed",
  },
  async run({ conversations, schemas, step, postgres }: MigrateOptions) {
    const server = postgres ? await startPostgres() : undefined;
    const verdict = await proveMigrate(
      { conversations, step, schemas: KNOWN_SCHEMAS.slice(0, schemas || KNOWN_SCHEMAS.length) },
      server ? oldPostgreses(server) : oldSqlites(),
    );
    await server?.stop();
    const { findings } = resultOf("migrate", verdict);
    return {
      findings: [
        ...findings,
        ...(verdict.acked > LEAST_COMPARED ? [] : [`only ${verdict.acked} databases compared`]),
      ],
      figures: [`${verdict.acked} databases brought up to date and compared`],
    };
  },
} satisfies Proof<MigrateOptions>;
