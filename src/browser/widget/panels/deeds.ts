// What the panels ask of the server about the whole conversation: leave it, delete it, keep it, take it elsewhere.
import type { ResumeCodeReply, TokenReply } from "../../../base/wire.ts";
import { type Connection, isStatus, request, send } from "../line/connection.ts";
import type { ChatStore } from "../line/storage.ts";

const CHAT_URL = "/api/chat";
const RESUME_URL = `${CHAT_URL}/resume`;
const DOWNLOAD_STARTS_MS = 60_000;

export interface Deeds {
  /** Tells the server that the merchant has ended the conversation; nothing depends on whether it arrives. */
  leave(): void;
  /** Deletes the conversation at the server; quiet when it is gone already. Throws AnswerError when it stays. */
  remove(): Promise<void>;
  /** Hands the conversation to the browser as a file to keep. Throws AnswerError. */
  save(): Promise<void>;
  /** A code with which the conversation goes on on another device. */
  giveCode(): Promise<ResumeCodeReply>;
  /** From now on only this device goes on with the conversation. Throws AnswerError. */
  endOthers(): Promise<void>;
  /** Puts the conversation of a code in place of the stored one. Throws AnswerError when it is refused. */
  takeOver(code: string, provider: string): Promise<void>;
}

export function createDeeds({ token, keep }: Connection, { session }: ChatStore): Deeds {
  return {
    leave() {
      const current = session();
      if (current) send(`${CHAT_URL}/end`, "POST", current.token, {}).catch(() => undefined);
    },
    async remove() {
      const current = session();
      if (!current) return;
      await send(`${CHAT_URL}/delete`, "POST", current.token, {}).catch((error) => {
        if (!isStatus(error, 404)) throw error;
      });
    },
    async save() {
      const reply = await send(`${CHAT_URL}/export?as=text`, "GET", await token());
      const name = /filename="?([^";]+)/.exec(reply.headers.get("content-disposition") ?? "")?.[1];
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await reply.blob());
      link.download = name ?? "huanka.txt";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), DOWNLOAD_STARTS_MS);
    },
    giveCode: async () => request(`${RESUME_URL}-code`, "POST", await token()),
    async endOthers() {
      keep(await request<TokenReply>(`${CHAT_URL}/end-others`, "POST", await token()));
    },
    async takeOver(code, provider) {
      keep(await request<TokenReply>(RESUME_URL, "POST", undefined, { code, provider }));
    },
  };
}
