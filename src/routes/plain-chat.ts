// The chat without JavaScript: forms over the same conversations. A signed cookie says whose conversation it is.
import { randomUUID } from "node:crypto";
import express, { type Request, type Response, Router } from "express";
import { z } from "zod";
import { AppError } from "../base/errors.ts";
import { type Activity, LONGEST_ID, LONGEST_MESSAGE } from "../base/wire.ts";
import type { Conversations } from "../chat/conversations.ts";
import type { ConversationExport } from "../chat/export-conversation.ts";
import type { Resume } from "../chat/resume.ts";
import { BEYOND_THE_END } from "../chat/watermark.ts";
import { methodNotAllowed } from "../http/answers.ts";
import { checked } from "../http/checked.ts";
import { sendEncoded } from "../http/encoded.ts";
import type { Limits } from "../http/limits.ts";
import { requireSameOrigin } from "../http/same-origin.ts";
import type { Tokens } from "../http/tokens.ts";
import { type ChatView, chatPage } from "../pages/chat.ts";
import type { Snapshot } from "../pages/site.ts";
import { transcriptName, transcriptText } from "../view/transcript-text.ts";

const COOKIE = "huanka_chat";
const FORM_LIMIT = "64kb"; // 4000 characters of Chinese, percent-encoded, are 36 kB

export const ChatForm = z.object({
  text: z.string().default(""),
  /** A quick reply's button; wins over what stands in the text box. */
  say: z.string().optional(),
  action: z.enum(["save", "end", "delete", "resume-code", "resume"]).optional(),
  /** With `resume`: the code of another device and the provider chosen there. */
  code: z.string().max(64).default(""),
  provider: z.string().max(64).default(""),
  clientActivityID: z
    .string()
    .min(1)
    .max(LONGEST_ID)
    .default(() => randomUUID()),
});

export interface PlainChatParts {
  readonly snapshot: () => Snapshot;
  readonly conversations: Conversations;
  readonly tokens: Pick<Tokens, "issue" | "verify" | "ttlSeconds">;
  readonly limits: Limits | undefined;
  readonly resume: Resume;
  readonly exported: (conversationId: string) => Promise<ConversationExport>;
  readonly publicOrigin: string | undefined;
}

/**
 * Mounted at /chat, and at /en/chat with conversations of its own. GET only shows; the first POST opens the conversation. After each POST the browser is sent
 * back by 303, so that a reload repeats nothing.
 */
export function plainChatRouter(parts: PlainChatParts): Router {
  const { snapshot, conversations, publicOrigin } = parts;
  const show = (req: Request, res: Response, view: Omit<ChatView, "clientActivityId">) => {
    const site = snapshot();
    const page = chatPage({ ...view, clientActivityId: randomUUID() }, site);
    sendEncoded(req, res, site.render(page), "no-store");
  };
  /** Shown in this one answer only: a code is in no transcript and in no address. */
  async function showCode(req: Request, res: Response): Promise<void> {
    const id = await conversationOf(req, parts);
    if (id === undefined) {
      res.redirect(303, req.baseUrl);
      return;
    }
    const given = await parts.resume.giveCode(id);
    show(req, res, { activities: await transcript(id, conversations), draft: "", given });
  }
  async function takeOver(form: z.infer<typeof ChatForm>, req: Request, res: Response): Promise<void> {
    const claims = await parts.resume.redeem({ ...form, address: req.ip ?? "" });
    setCookie(req, res, {
      value: await parts.tokens.issue(claims),
      seconds: parts.tokens.ttlSeconds,
      publicOrigin,
    });
    res.redirect(303, `${req.baseUrl}#latest`);
  }
  async function save(req: Request, res: Response): Promise<void> {
    const id = await conversationOf(req, parts);
    if (id === undefined) {
      res.redirect(303, req.baseUrl);
      return;
    }
    const kept = await parts.exported(id);
    res.attachment(`${transcriptName(kept)}.txt`).type("text/plain; charset=utf-8");
    res.send(transcriptText(kept, snapshot().words));
  }
  async function leave(how: "end" | "delete", req: Request, res: Response): Promise<void> {
    const id = how === "delete" ? await conversationOf(req, parts) : undefined;
    if (id !== undefined) await conversations.remove(id);
    setCookie(req, res, { value: "", seconds: 0, publicOrigin });
    res.redirect(303, req.baseUrl);
  }
  const router = Router();
  router
    .route("/")
    .get(async (req, res) => {
      const id = await conversationOf(req, parts);
      const activities = id === undefined ? [] : await transcript(id, conversations);
      const draft = String(req.query.say ?? "").slice(0, LONGEST_MESSAGE);
      show(req, res, { activities, draft });
    })
    .post(
      requireSameOrigin(publicOrigin),
      express.urlencoded({ extended: false, limit: FORM_LIMIT }),
      async (req, res) => {
        const form = checked(ChatForm, req.body ?? {});
        res.set("Cache-Control", "no-store");
        if (form.action === "save") {
          await save(req, res);
          return;
        }
        if (form.action === "end" || form.action === "delete") {
          await leave(form.action, req, res);
          return;
        }
        if (form.action === "resume-code" || form.action === "resume") {
          await (form.action === "resume" ? takeOver(form, req, res) : showCode(req, res));
          return;
        }
        await say(form, req, res, parts);
        res.redirect(303, `${req.baseUrl}#latest`);
      },
    )
    .all(methodNotAllowed("GET, HEAD, POST"));
  return router;
}

async function say(form: z.infer<typeof ChatForm>, req: Request, res: Response, parts: PlainChatParts) {
  const text = (form.say ?? form.text).replaceAll("\r\n", "\n").trim();
  if (text === "") return;
  if (text.length > LONGEST_MESSAGE) throw new AppError("too-large", { length: text.length });
  const id = (await conversationOf(req, parts)) ?? (await openConversation(req, res, parts));
  await parts.limits?.take("message", id);
  await parts.conversations.post(id, {
    type: "message",
    text,
    channelData: { clientActivityID: form.clientActivityID },
  });
}

async function openConversation(req: Request, res: Response, parts: PlainChatParts): Promise<string> {
  const { conversations, tokens, limits, snapshot, publicOrigin } = parts;
  await limits?.take("conversation", req.ip ?? "");
  const id = await conversations.open({ locale: snapshot().knowledge.locale });
  await conversations.start(id);
  const value = await tokens.issue({ conversationId: id });
  setCookie(req, res, { value, seconds: tokens.ttlSeconds, publicOrigin });
  return id;
}

/** The caller's conversation, or undefined without a good cookie or when the conversation is gone. */
async function conversationOf(req: Request, parts: PlainChatParts): Promise<string | undefined> {
  const token = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`).exec(req.headers.cookie ?? "")?.[1];
  if (token === undefined) return undefined;
  try {
    const { conversationId } = await parts.tokens.verify(token);
    await parts.conversations.read(conversationId, BEYOND_THE_END);
    return conversationId;
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return undefined;
    throw error;
  }
}

async function transcript(id: string, conversations: Conversations): Promise<readonly Activity[]> {
  const all: Activity[] = [];
  let page = await conversations.read(id);
  while (page.activities.length > 0) {
    all.push(...page.activities);
    page = await conversations.read(id, page.watermark);
  }
  return all;
}

function setCookie(
  req: Request,
  res: Response,
  { value, seconds, publicOrigin }: { value: string; seconds: number; publicOrigin: string | undefined },
) {
  res.cookie(COOKIE, value, {
    httpOnly: true,
    sameSite: "strict",
    secure: publicOrigin?.startsWith("https://") ?? false,
    path: req.baseUrl,
    maxAge: seconds * 1000,
    encode: String,
  });
}
