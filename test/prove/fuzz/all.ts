// Every part that is fuzzed, with the content and the running service that they need.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTokens } from "../../../src/http/tokens.ts";
import { keyInFolder } from "../../../src/storage/token-key.ts";
import { realContent } from "../../support/real-content.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import type { Fuzzed } from "./fuzzed.ts";
import { fuzzedMessages } from "./messages.ts";
import { fuzzedOrders, fuzzedRequests } from "./requests.ts";
import { fuzzedTexts } from "./texts.ts";

/** Only the part of the name `only`, if one is named. Throws for a name that none has. */
export async function withFuzzed<T>(only: string, use: (all: readonly Fuzzed[]) => Promise<T>): Promise<T> {
  const knowledge = await realContent();
  const tokens = createTokens({
    key: keyInFolder(mkdtempSync(join(tmpdir(), "huanka-fuzz-"))),
    ttlSeconds: 3_600,
  });
  const running = await startProcess({ DATA_DIR: freshDataDir(), RATE_LIMIT: "off", LOG_LEVEL: "silent" });
  try {
    const all = [
      ...fuzzedMessages(knowledge),
      ...fuzzedTexts({ knowledge, tokens }),
      ...(await fuzzedRequests(running.address)),
      fuzzedOrders(),
    ];
    const chosen = all.filter(({ name }) => only === "" || name === only);
    if (chosen.length === 0)
      throw new Error(`there is no part ${only}. There are: ${all.map(({ name }) => name).join(", ")}`);
    return await use(chosen);
  } finally {
    await stopProcess(running, "SIGKILL");
  }
}
