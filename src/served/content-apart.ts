// Reads content in a thread of its own: it takes a second or two, in which everybody else would wait for an answer.
import { Worker } from "node:worker_threads";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { ContentError, type Problem } from "../../bot/reading/content-error.ts";
import type { SourceTree } from "../../bot/reading/source-files.ts";
import { fromData, type KnowledgeData } from "./knowledge-files.ts";

export interface LoadedContent {
  readonly knowledge: Knowledge;
  readonly tree: SourceTree;
}

/** Every locale of a folder, or one tree that was kept. */
export type ContentRequest = { readonly dir: string } | { readonly kept: SourceTree };

export interface HandedContent extends KnowledgeData {
  readonly tree: SourceTree;
}

export type ContentAnswer =
  | { readonly loaded: HandedContent }
  | { readonly problems: readonly Problem[] }
  | { readonly failed: string };

export type ReadApart = (request: ContentRequest) => Promise<readonly LoadedContent[]>;

/** One message for each locale, so that each is taken over in a few milliseconds. Throws ContentError as the loader does. */
export function readApart(request: ContentRequest): Promise<readonly LoadedContent[]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./content-thread.ts", import.meta.url), { workerData: request });
    const loaded: LoadedContent[] = [];
    thread.unref();
    thread.on("message", (answer: ContentAnswer) => {
      if ("loaded" in answer) loaded.push({ knowledge: fromData(answer.loaded), tree: answer.loaded.tree });
      else reject("problems" in answer ? new ContentError(answer.problems) : new Error(answer.failed));
    });
    thread.on("error", reject);
    thread.on("exit", () => resolve(loaded));
  });
}
