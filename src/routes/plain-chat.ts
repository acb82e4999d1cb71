// The chat without JavaScript: forms over the same conversations. A signed cookie says whose conversation it is.
import { randomUUID } from "node:crypto";
import express, { type Request, type Response } from "express";
import type { Config } from "../base/config.ts";
import { AppError } from "../base/errors.ts";
import { LONGEST_MESSAGE } from "../base/wire.ts";
import type { Admission } from "../chat/admission.ts";
import type { Conversations, IncomingActivity } from "../chat/conversations.ts";
import type { ConversationExport } from "../chat/export-conversation.ts";
import type { Resume } from "../chat/resume.ts";
import type { Desk } from "../desk/desk.ts";
import { sendEncoded } from "../http/encoded.ts";
import { defineRoute, redirect } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";
import { requestOrigin, requireSameOrigin } from "../http/same-origin.ts";
import { createSendParts } from "../http/streamed.ts";
import type { Tokens } from "../http/tokens.ts";
import { type ChatView, chatPage } from "../pages/chat.ts";
import type { Snapshot } from "../pages/site.ts";
import type { LiveEpochs } from "../storage/epochs.ts";
import { transcriptName, transcriptParts } from "../view/files/transcript-text.ts";
import { siteUrl } from "../view/page.ts";
import { claimsOf, conversationOf, dropCookie, giveCookie } from "./chat-cookie.ts";
import { correctionsIn } from "./desk/packet-form.ts";
import { page } from "./pages.ts";
import { ChatForm, ChatQuery } from "./plain-form.ts";
import { whatIsShown } from "./plain-shown.ts";

const FORM_LIMIT = "64kb"; // 4000 characters of Chinese, percent-encoded, are 36 kB

export interface PlainChatParts {
  readonly snapshot: () => Snapshot;
  readonly prefix: string;
  readonly conversations: Conversations;
  readonly tokens: Pick<Tokens, "issue" | "verify">;
  readonly admission: Admission;
  readonly epochs: Pick<LiveEpochs, "raise">;
  readonly resume: Resume;
  readonly exported: (conversationId: string) => Promise<ConversationExport>;
  readonly config: Pick<Config, "publicOrigin">;
  /** Absent where nobody answers merchants. */
  readonly desk?: Pick<Desk, "merchants"> | undefined;
}

/**
 * Of one locale; the conversation is the same in all of them. GET only shows; the first POST opens the conversation. After each
 * POST the browser is sent back by 303, so that a reload repeats nothing.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the deeds of one form, over the same parts.
export function plainChatRoutes(parts: PlainChatParts): Router {
  const { snapshot, prefix, conversations } = parts;
  const path = () => siteUrl(snapshot(), "/chat");
  const sendParts = createSendParts();
  const show = (req: Request, res: Response, view: Omit<ChatView, "clientActivityId">) => {
    const site = snapshot();
    const shown = chatPage({ ...view, clientActivityId: randomUUID() }, site);
    sendEncoded(req, res, site.render(shown), "no-store");
  };
  const shownOf = (id: string, before?: number) => whatIsShown(id, parts, before);
  /** Something about the ticket, then back to the chat. */
  async function atDesk(
    deed: (desk: Desk["merchants"], id: string) => Promise<unknown>,
    req: Request,
    res: Response,
  ): Promise<void> {
    const id = await conversationOf(req, parts);
    if (id !== undefined && parts.desk) await deed(parts.desk.merchants, id).catch(whenOver);
    res.redirect(303, `${path()}#latest`);
  }
  async function showTicketCode(req: Request, res: Response): Promise<void> {
    const id = await conversationOf(req, parts);
    if (id === undefined || !parts.desk) return res.redirect(303, path());
    const ticketCode = await parts.desk.merchants.giveCode(id);
    show(req, res, { ...(await shownOf(id)), draft: "", ticketCode });
  }
  /** Shown in this one answer only: a code is in no transcript and in no address. */
  async function showCode(req: Request, res: Response): Promise<void> {
    const id = await conversationOf(req, parts);
    if (id === undefined) {
      res.redirect(303, path());
      return;
    }
    const given = await parts.resume.giveCode(id);
    show(req, res, { ...(await shownOf(id)), draft: "", given });
  }
  async function takeOver(form: ChatForm, req: Request, res: Response): Promise<void> {
    const claims = await parts.resume.redeem({ ...form, address: req.ip ?? "" });
    await giveCookie(res, claims, parts);
    res.redirect(303, `${path()}#latest`);
  }
  async function save(req: Request, res: Response): Promise<void> {
    const id = await conversationOf(req, parts);
    if (id === undefined) {
      res.redirect(303, path());
      return;
    }
    const kept = await parts.exported(id);
    res.attachment(`${transcriptName(kept)}.txt`).type("text/plain; charset=utf-8");
    const origin = requestOrigin(req, parts.config.publicOrigin);
    await sendParts(res, transcriptParts(kept, snapshot().words, origin));
  }
  async function leave(how: "end" | "delete", req: Request, res: Response): Promise<void> {
    const id = await conversationOf(req, parts);
    if (id !== undefined && how === "delete") await conversations.remove(id);
    if (id !== undefined && how === "end") await parts.epochs.raise(id, { endsEarlier: true });
    dropCookie(res, parts);
    res.redirect(303, path());
  }
  /** Only this device goes on. */
  async function endOthers(req: Request, res: Response): Promise<void> {
    const claims = await claimsOf(req, parts);
    if (claims) {
      const epoch = await parts.epochs.raise(claims.conversationId, { endsEarlier: true });
      await giveCookie(res, { ...claims, epoch }, parts);
    }
    res.redirect(303, path());
  }
  /** What is too long comes back to be shortened: nobody writes it twice. */
  async function giveBack(draft: string, req: Request, res: Response): Promise<void> {
    const id = await conversationOf(req, parts);
    res.status(413);
    show(req, res, { ...(id === undefined ? { activities: [] } : await shownOf(id)), draft });
  }
  type Deed = (form: ChatForm, req: Request, res: Response) => Promise<void>;
  const deeds: Readonly<Record<NonNullable<ChatForm["action"]>, Deed>> = {
    save: (_form, ...on) => save(...on),
    end: (_form, ...on) => leave("end", ...on),
    delete: (_form, ...on) => leave("delete", ...on),
    "end-others": (_form, ...on) => endOthers(...on),
    resume: takeOver,
    "resume-code": (_form, ...on) => showCode(...on),
    cancel: (_form, ...on) => atDesk((desk, id) => desk.wish(id, "cancel"), ...on),
    "ask-bot": (_form, ...on) => atDesk((desk, id) => desk.wish(id, "ask-bot"), ...on),
    correct: (form, ...on) => atDesk((desk, id) => desk.correct(id, correctionsIn(form)), ...on),
    "ticket-code": (_form, ...on) => showTicketCode(...on),
  };
  const routes = [
    defineRoute({
      method: "get",
      path: "/chat",
      says: "The chat without JavaScript",
      query: ChatQuery,
      answers: page("What was said, and a form to say more"),
      async answer({ query, req, res }) {
        const id = await conversationOf(req, parts);
        const said = id === undefined ? { activities: [] } : await shownOf(id, query.before);
        show(req, res, { ...said, draft: query.say });
      },
    }),
    defineRoute({
      method: "post",
      path: "/chat",
      says: "A message, or a wish about the conversation, from a form of ours",
      body: ChatForm,
      bodyTypes: ["application/x-www-form-urlencoded"],
      answers: {
        200: {
          says: "The transcript as a file, or the chat with a code",
          types: ["text/html", "text/plain"],
        },
        303: redirect("Done: to the chat"),
      },
      errors: [
        ...(["forbidden", "resume-refused", "not-live", "rate-limited", "overloaded"] as const),
        ...(["deletion-promised", "deletion-failed"] as const),
      ],
      reading: [
        requireSameOrigin(parts.config.publicOrigin),
        express.urlencoded({ extended: false, limit: FORM_LIMIT }),
      ],
      async answer({ body: form, req, res }) {
        res.set("Cache-Control", "no-store");
        if (form.action !== undefined) return deeds[form.action](form, req, res);
        const said = textOf(form);
        if (said.length > LONGEST_MESSAGE) return giveBack(said, req, res);
        await parts.admission.run(req.ip ?? "", () => say(form, req, res, parts));
        res.redirect(303, `${path()}#latest`);
      },
    }),
  ];
  return createRouter(routes, { prefix, slash: "same" });
}

/** The page shows what it is by now: an old page's button is no mistake of the merchant's. */
function whenOver(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== "not-live") throw error;
}

function textOf({ say, text }: ChatForm): string {
  return (say ?? text).replaceAll("\r\n", "\n").trim();
}

async function say(form: ChatForm, req: Request, res: Response, parts: PlainChatParts) {
  const text = textOf(form);
  if (text === "") return;
  const claims = await claimsOf(req, parts);
  if (claims) await giveCookie(res, claims, parts);
  const id = claims?.conversationId ?? (await openConversation(req, res, parts));
  const { clientActivityID } = form;
  const activity: IncomingActivity = { type: "message", text, channelData: { clientActivityID } };
  const of = { conversationId: id, address: req.ip ?? "", activity };
  await parts.admission.message(of, () => parts.conversations.post(id, activity));
}

async function openConversation(req: Request, res: Response, parts: PlainChatParts): Promise<string> {
  const { conversations, admission, snapshot } = parts;
  await admission.conversation(req.ip ?? "");
  const id = await conversations.open({ locale: snapshot().knowledge.locale });
  await conversations.start(id);
  await giveCookie(res, { conversationId: id }, parts);
  return id;
}
