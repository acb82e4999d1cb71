// `npm run prove:migrate`: databases of every earlier schema come up to date whole, killed at any statement, by two
// processes at once; one of a newer version is left alone (R20).
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { inspectFile } from "../../src/storage/engines/sqlite-inspect.ts";
import { KNOWN_SCHEMAS } from "../../src/storage/schema.ts";
import { contentsOf, makeOldDatabase } from "../support/old-database.ts";
import { runCommand } from "../support/run-command.ts";
import { freshDataDir } from "../support/start-process.ts";
import { holds, type Verdict, verdictLine } from "../support/verdict.ts";

const NEWER = "2999-01-01-future";
const COMMAND = "test/support/die-while-migrating.ts";

export interface MigrateLoad {
  readonly conversations: number;
  readonly schemas: readonly string[];
  /** Kills before each statement of this step: 1 is every boundary. */
  readonly step: number;
}

/** `acked` counts the databases that were brought up to date and compared. */
export async function proveMigrate({ conversations, schemas, step }: MigrateLoad): Promise<Verdict> {
  const broken: string[] = [];
  const dir = freshDataDir();
  let compared = 0;
  const migrate = (path: string, nth = 0) => runCommand([COMMAND, `sqlite:${path}`, String(nth)], {});
  for (const schema of schemas) {
    const old = join(dir, `${schema}.db`);
    await makeOldDatabase(old, schema, conversations);
    const before = contentsOf(old);
    const insist = (what: string, path: string) => {
      compared += 1;
      const { damage, schemas: now } = inspectFile(path);
      if (contentsOf(path) !== before) broken.push(`${what}: the data is another`);
      if (damage.length > 0 || now.join() !== KNOWN_SCHEMAS.join()) broken.push(`${what}: ${damage} ${now}`);
    };
    const copy = (name: string) => {
      const path = join(dir, `${schema}-${name}.db`);
      copyFileSync(old, path);
      return path;
    };
    const plain = copy("plain");
    const { output } = await migrate(plain);
    const statements = Number(/migrated in (\d+)/.exec(output)?.[1]);
    if (!statements) broken.push(`${schema}: ${output}`);
    insist(schema, plain);
    for (let nth = 1; nth <= statements; nth += step) {
      const path = copy(`killed-${nth}`);
      if ((await migrate(path, nth)).code !== null)
        broken.push(`${schema}: was not killed at statement ${nth}`);
      if ((await migrate(path)).code !== 0) broken.push(`${schema}: does not start after a kill at ${nth}`);
      insist(`${schema}, killed at statement ${nth} of ${statements}`, path);
    }
    const shared = copy("shared");
    const both = await Promise.all([migrate(shared), migrate(shared)]);
    if (both.some(({ code }) => code !== 0))
      broken.push(`${schema}: two at once: ${both[0].output}${both[1].output}`);
    insist(`${schema}, two processes at once`, shared);
  }
  broken.push(...(await proveNewer(dir, migrate)));
  return { acked: compared, lost: 0, doubled: 0, disordered: 0, readyMs: [], broken };
}

async function proveNewer(dir: string, migrate: (path: string) => ReturnType<typeof runCommand>) {
  const path = join(dir, "newer.db");
  const latest = KNOWN_SCHEMAS.at(-1) ?? "";
  await makeOldDatabase(path, latest, 1);
  const db = new Database(path);
  db.prepare("INSERT INTO kysely_migration VALUES (?, ?)").run(NEWER, "2999-01-01T00:00:00.000Z");
  db.close();
  const before = contentsOf(path);
  const { code, output } = await migrate(path);
  return [
    ...(code === 0 ? ["a newer schema is refused"] : []),
    ...(output.includes(NEWER) && output.includes(latest) ? [] : ["the refusal names both versions"]),
    ...(contentsOf(path) === before ? [] : ["a refused database is left as it was"]),
  ];
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { conversations: { type: "string", default: "1000" } } });
  const conversations = Number(values.conversations);
  const verdict = await proveMigrate({ conversations, schemas: KNOWN_SCHEMAS, step: 1 });
  console.log(verdictLine("migrate", verdict));
  process.exitCode = holds(verdict) ? 0 : 1;
}
