// The thread that reads content once and ends: every locale of a folder, or a kept tree.
import { parentPort, workerData } from "node:worker_threads";
import { buildKnowledge } from "../../bot/load.ts";
import { ContentError } from "../../bot/reading/content-error.ts";
import { localeOfTree } from "../../bot/reading/source-files.ts";
import type { ContentAnswer, ContentRequest, HandedContent, LoadedContent } from "./content-apart.ts";
import { toData } from "./knowledge-files.ts";
import { readFolderNow } from "./read-folder-now.ts";

const tell = (answer: ContentAnswer): void => parentPort?.postMessage(answer);

async function read(request: ContentRequest): Promise<readonly LoadedContent[]> {
  if ("dir" in request) return readFolderNow(request.dir);
  const { kept: tree } = request;
  return [{ knowledge: buildKnowledge(tree, { locale: localeOfTree(tree) }), tree }];
}

function handed({ knowledge, tree }: LoadedContent): HandedContent {
  return { ...toData(knowledge), tree };
}

if (parentPort) {
  try {
    for (const loaded of await read(workerData)) tell({ loaded: handed(loaded) });
  } catch (error) {
    tell(
      error instanceof ContentError
        ? { problems: error.problems }
        : { failed: error instanceof Error ? error.message : String(error) },
    );
  }
}
