// The routes of resume codes over real HTTP and SQLite, with a clock and conversations that a test sets.
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import express from "express";
import { initialState } from "../../bot/say/state.ts";
import { createLog } from "../../src/base/log.ts";
import { createAdmission } from "../../src/chat/admission.ts";
import { exportConversation } from "../../src/chat/export-conversation.ts";
import { createResume, type Resume } from "../../src/chat/resume.ts";
import type { Limits } from "../../src/http/limits.ts";
import { createTokens, type Tokens } from "../../src/http/tokens.ts";
import { chatRoutes } from "../../src/routes/chat.ts";
import { createLiveEpochs } from "../../src/storage/epochs.ts";
import { openStore, type Store } from "../../src/storage/open-store.ts";
import { keyInFolder } from "../../src/storage/token-key.ts";
import { wordsOf } from "../../src/view/wording.ts";
import { aHelpCenter } from "./a-help-center.ts";
import { scriptedConversations } from "./scripted-conversations.ts";
import { aTurn, CREATED_AT } from "./turns.ts";

export interface ResumeServer {
  readonly origin: string;
  readonly dataFile: string;
  readonly store: Store;
  readonly tokens: Tokens;
  readonly resume: Resume;
  /** A conversation, with the provider chosen in it; answers a token for it. */
  converse(id: string, provider?: string): Promise<string>;
  /** How many tries were counted at the code with this first part. */
  triesAt(selector: string): Promise<number>;
  /** Lets time pass. */
  wait(seconds: number): void;
  close(): Promise<void>;
}

export async function startResumeServer(limits?: Limits): Promise<ResumeServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "huanka-resume-"));
  const dataFile = join(dataDir, "huanka.db");
  const store = await openStore(`sqlite:${dataFile}`);
  const tokens = createTokens({ key: keyInFolder(dataDir), ttlSeconds: 3_600 });
  const epochs = createLiveEpochs(store.epochs);
  const knowledge = aHelpCenter();
  let nowMs = Date.parse("2026-11-24T02:00:00.000Z");
  const clock = () => new Date(nowMs);
  const resume = createResume({
    ...{ store, tokens, limits, clock, epochs },
    conversations: { act: async () => ({ activityId: "" }) },
    knowledge: () => knowledge,
  });
  const app = express();
  const config = { directLineSecret: undefined, publicOrigin: undefined, trustedOrigins: [] };
  app.use(
    chatRoutes({
      resume,
      tokens,
      config,
      log: createLog("silent"),
      admission: createAdmission(limits),
      epochs,
      conversations: scriptedConversations(() => ({ text: "" })),
      exported: (id) => exportConversation(store, id),
      wordsFor: ({ conversation }) => wordsOf(conversation),
    }),
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    dataFile,
    store,
    tokens,
    resume,
    async converse(id, provider) {
      await store.conversations.create({ id, userId: `dl_${id}`, locale: "zh-CN", createdAt: CREATED_AT });
      const state = { ...initialState(knowledge.hash), ...(provider !== undefined && { provider }) };
      await store.conversations.commit(aTurn(id, { state }));
      return tokens.issue({ conversationId: id, userId: `dl_${id}` });
    },
    async triesAt(selector) {
      const db = new Database(dataFile, { readonly: true });
      const row = db.prepare("SELECT tries FROM resume_codes WHERE selector = ?").get(selector);
      db.close();
      return (row as { tries: number }).tries;
    },
    wait(seconds) {
      nowMs += seconds * 1_000;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
