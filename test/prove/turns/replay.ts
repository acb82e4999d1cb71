// Stored conversations replay byte for byte on the content they were held in; those of a data directory, or of one that
// is filled first.
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { buildKnowledge } from "../../../bot/load.ts";
import { ContentError } from "../../../bot/reading/content-error.ts";
import type { Activity } from "../../../src/base/wire.ts";
import { contentsOf, type Replay, replayTranscript } from "../../../src/chat/replay-transcript.ts";
import { MODEL_DIR } from "../../../src/served/model-files.ts";
import { supplyKeptModels } from "../../../src/served/model-source.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { type Held, holdConversations } from "../../support/hold-conversations.ts";
import type { Proof } from "../proof.ts";

const PAGE = 500;

export interface ReplayProof extends Replay {
  readonly conversations: number;
  readonly contents: number;
}

/** Replays every conversation of a data directory. */
export async function proveReplay(dataDir: string): Promise<ReplayProof> {
  const file = join(dataDir, "huanka.db");
  if (!existsSync(file)) throw new Error(`there is no database ${file}`);
  const store = await openStore(`sqlite:${file}`);
  try {
    return await replayAll(store);
  } finally {
    await store.close();
  }
}

async function replayAll(store: Store): Promise<ReplayProof> {
  const kept = new Map<string, Knowledge | undefined>();
  const replays: Replay[] = [];
  for await (const id of idsOf(store)) {
    const activities = await transcriptOf(store, id);
    for (const hash of contentsOf(activities)) {
      if (!kept.has(hash)) kept.set(hash, await loadSnapshot(store, hash));
    }
    replays.push(replayTranscript(activities, (hash) => kept.get(hash)));
  }
  const sum = (count: (replay: Replay) => number) => replays.reduce((total, one) => total + count(one), 0);
  return {
    conversations: replays.length,
    contents: kept.size,
    turns: sum(({ turns }) => turns),
    replies: sum(({ replies }) => replies),
    bytes: sum(({ bytes }) => bytes),
    failed: sum(({ failed }) => failed),
    unreadable: sum(({ unreadable }) => unreadable),
    withoutContent: sum(({ withoutContent }) => withoutContent),
    differences: replays.flatMap(({ differences }) => differences),
  };
}

async function* idsOf(store: Store): AsyncGenerator<string> {
  let after = "";
  for (;;) {
    const ids = await store.conversations.listIds(after, PAGE);
    yield* ids;
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

async function transcriptOf(store: Store, id: string): Promise<Activity[]> {
  const activities: Activity[] = [];
  for (;;) {
    const page = await store.conversations.list(id, activities.length, PAGE);
    if (page.length === 0) return activities;
    activities.push(...page);
  }
}

/** Content of another version of huanka may not load any more; its turns are counted as without content. */
async function loadSnapshot(store: Store, hash: string): Promise<Knowledge | undefined> {
  const tree = await store.snapshots.load(hash);
  try {
    return tree && supplyKeptModels(buildKnowledge(tree), MODEL_DIR);
  } catch (error) {
    if (error instanceof ContentError) return undefined;
    throw error;
  }
}

/** Fills a database through the real pipeline, with deploys between the turns, and replays it from disk. */
export async function proveReplayOfOwn(held: Held): Promise<ReplayProof> {
  const dataDir = await mkdtemp(join(tmpdir(), "huanka-replay-"));
  try {
    await holdConversations(dataDir, held);
    return await proveReplay(dataDir);
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

/** Bytes in which two texts differ, and those by which one is longer. */
export function differingBytes(proof: Pick<Replay, "differences">): number {
  return proof.differences.reduce((sum, { stored, replayed }) => {
    const [a, b] = [Buffer.from(stored), Buffer.from(replayed)];
    const common = a.subarray(0, b.length).filter((byte, index) => byte !== b[index]).length;
    return sum + common + Math.abs(a.length - b.length);
  }, 0);
}

export const proof = {
  name: "replay",
  promise: "A stored conversation replays byte for byte on the content it was held in.",
  short: { seconds: 8, options: { walks: 4, everyNthStory: 6, edits: 2, data: "" } },
  full: { seconds: 40, options: { walks: 200, everyNthStory: 1, edits: 10, data: "" } },
  options: {
    walks: "random conversations beside the stories",
    everyNthStory: "of so many stories one is told",
    edits: "of the content, deployed by turns",
    data: "a data directory whose conversations are replayed instead",
  },
  async run({ data, ...held }: Held & { data: string }) {
    const isOwn = data === "";
    const told = isOwn ? await proveReplayOfOwn(held) : await proveReplay(data);
    const { conversations, contents, turns, replies, bytes, failed, unreadable, withoutContent } = told;
    const differing = differingBytes(told);
    return {
      findings: [
        ...told.differences.map(
          ({ activity, stored, replayed }) =>
            `${activity}\n    stored:   ${stored}\n    replayed: ${replayed}`,
        ),
        ...(differing > 0 ? [`${differing} differing bytes in ${told.differences.length} replies`] : []),
        ...(replies > 0 ? [] : ["no reply was compared"]),
        ...(isOwn && contents <= 1 ? ["only one content was spoken from"] : []),
        ...(isOwn && failed + withoutContent > 0
          ? [`${failed} turns failed, ${withoutContent} without content`]
          : []),
      ],
      figures: [
        `${conversations} conversations, ${turns} turns, ${contents} content snapshots`,
        `${replies} replies, ${bytes} bytes compared, ${differing} differ`,
        `turns not compared: ${failed} that failed, ${unreadable} since a message was masked later, ${withoutContent} since content is not kept`,
      ],
    };
  },
} satisfies Proof<Held & { data: string }>;
