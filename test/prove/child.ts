// One proof in a process of its own, started by run-in-child.ts: name and options come as arguments, the outcome goes
// to file descriptor 3. Clients of a proof that broke down would go on trying for ever, so the process is ended.
import { writeFileSync } from "node:fs";
import { loadProof } from "./registry.ts";
import type { Told } from "./run-in-child.ts";

const OUTCOME = 3;

async function run([name = "", options = "{}"]: readonly string[]): Promise<Told> {
  try {
    const proof = await loadProof(name);
    return { kind: "done", ...(await proof.run(JSON.parse(options))) };
  } catch (error) {
    return { kind: "broke-down", why: error instanceof Error ? error.message : String(error) };
  }
}

writeFileSync(OUTCOME, JSON.stringify(await run(process.argv.slice(2))));
process.exit(0);
