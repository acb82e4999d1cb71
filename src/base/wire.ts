// The website chat's wire format (Direct Line 3.0) as both ends see it: types, and how long things may be.
// The browser imports nothing else.

import type { OfficialChannel } from "../../bot/knowledge/fact.ts";
import type { PageLink } from "../../bot/knowledge/page-url.ts";
import type { SecretKind } from "../../bot/ports.ts";
import type { GuidePosition, Why } from "../../bot/say/reply.ts";
import type { NearTitle, SearchHit } from "../../bot/search/hit.ts";

/** Characters of a message: about two screens of a phone. Whoever writes one is told before sending. */
export const LONGEST_MESSAGE = 4_000;
/** Characters of an id, a language tag and everything else that names something. */
export const LONGEST_ID = 128;

/** What our bot adds to `channelData` of its messages. */
export interface BotChannelData {
  readonly key: string;
  readonly why: Why;
  /** The first of the suggested actions is the way on; the others stand beside it. */
  readonly leads?: true;
  /** So many of the suggested actions are shown at once, the others behind one more tap. */
  readonly shown?: number;
  /** Its Chinese is in traditional characters; without it, in simplified ones. */
  readonly script?: "traditional";
  readonly guide?: GuidePosition;
  readonly channels?: readonly OfficialChannel[];
  readonly links?: readonly PageLink[];
  /** Where in a delivered `text` the bot's own words end; below, it says channels, links and step again in words. */
  readonly textEnd?: number;
}

export interface CardAction {
  readonly type: "imBack";
  readonly title: string;
  readonly value: string;
}

/** A durable or ephemeral activity as delivered to clients. Unknown keys of a client's own activity survive. */
export interface Activity {
  readonly type: string;
  /** `<conversation>|<7-digit sequence>`; ephemeral ones (typing) use another form. */
  readonly id: string;
  readonly timestamp: string;
  readonly channelId: "directline";
  readonly conversation: { readonly id: string };
  readonly from: { readonly id: string; readonly name?: string; readonly role?: "user" | "bot" };
  readonly recipient?: { readonly id: string };
  readonly replyToId?: string;
  readonly locale?: string;
  readonly text?: string;
  readonly textFormat?: string;
  readonly value?: unknown;
  readonly name?: string;
  readonly suggestedActions?: { readonly to: readonly string[]; readonly actions: readonly CardAction[] };
  /** Bot messages: BotChannelData. User messages: what the client sent, plus `masked`. */
  readonly channelData?: Readonly<Record<string, unknown>> & {
    readonly clientActivityID?: string;
    /** Sent by a client that covered secrets itself. */
    readonly covered?: readonly SecretKind[];
    /** Set by the server when it masked secrets before storing, or the client had covered some. */
    readonly masked?: readonly SecretKind[];
    /** Set by the server when a later message showed that this one held part of a secret: the bot read other words. */
    readonly maskedLater?: boolean;
  };
}

export interface ActivitySet {
  readonly activities: readonly Activity[];
  readonly watermark?: string;
}

export interface TokenReply {
  readonly conversationId: string;
  readonly token: string;
  /** Seconds. */
  readonly expires_in: number;
}

export interface ConversationReply extends TokenReply {
  /** Absolute ws(s) URL, to be opened within 60 s. */
  readonly streamUrl: string;
}

export interface ErrorReply {
  readonly error: {
    readonly code: string;
    readonly message: string;
    /** What the message is about, where a program shows it its own way. */
    readonly details?: Readonly<Record<string, string>>;
  };
}

/** What `POST /api/chat/resume-code` answers. */
export interface ResumeCodeReply {
  /** `XXXX-XXXX`. */
  readonly code: string;
  /** Seconds. */
  readonly expires_in: number;
  /** Name to be given with the code; null while the conversation has none. */
  readonly provider: string | null;
}

/** What a merchant sees of their ticket: where it stands, and no word of what was said. */
export interface TicketOfMerchant {
  /** `HK-4F7Q-2M9C` */
  readonly reference: string;
  readonly status: "open" | "pending" | "solved" | "closed";
  /** Who answers in the conversation now. */
  readonly speaker: "bot" | "waiting" | "person";
  /** While they wait; 1 is next. */
  readonly position: number | null;
  /** While they wait and nobody is at the desk; when it opens, where that is known. */
  readonly closed: { readonly opensAt: string | null } | null;
  /** Name of the person who speaks. */
  readonly agent: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What a merchant can put right of what is known of them; `bank` and `tried` nobody could know but they. */
export const CORRECTABLE = ["provider", "situation", "step", "bank", "tried"] as const;
export type Correctable = (typeof CORRECTABLE)[number];
export const LONGEST_CORRECTION = 200;
export type Corrections = Readonly<Partial<Record<Correctable, string>>>;

/** What `/api/chat/ticket/packet` answers: what an agent sees of the merchant, in the merchant's words. */
export interface PacketOfMerchant {
  /** Empty where nothing is known. */
  readonly provider: string;
  readonly situation: string;
  /** Title and place of the step. */
  readonly step: string;
  /** What they said last, secrets covered. */
  readonly words: readonly string[];
  /** Names of what was covered. */
  readonly secrets: readonly string[];
  readonly corrected: Corrections;
}

/** What `POST /api/chat/ticket/code` answers. */
export interface TicketCodeReply {
  readonly reference: string;
  /** `XXXX-XXXX`. */
  readonly code: string;
}

/** A provider as the filter of the front page knows it: `src/view/provider-list.ts`. */
export interface FilterName {
  readonly name: string;
  /** As a link beside the file says it. */
  readonly address: string;
  /** What it is typed as, folded; one space between two. */
  readonly keys: string;
}

/** A page in the list that the search of an exported help center looks through. */
export interface Listed extends Pick<SearchHit, "type" | "title" | "provider" | "excerpt"> {
  /** Its name in the folder. */
  readonly file: string;
  /** By which it is looked for, and its text: folded, without blanks and punctuation. */
  readonly words: readonly string[];
  readonly body: string;
}

/** What `GET /api/search` answers. */
/** A hit, and for a provider the official number to call. */
export interface FoundPage extends SearchHit {
  readonly phone?: string;
}

export interface SearchReply {
  readonly query: string;
  readonly normalised: string;
  /** How many pages answer the query; `results` are the best of them. */
  readonly total: number;
  readonly results: readonly FoundPage[];
  /** Pages whose titles look or sound alike; only where nothing was found. */
  readonly near: readonly NearTitle[];
}

/** Why a page did not help: what a reader can tap, what is counted, and what is listed. No words of the reader's. */
export const REASONS = ["differs", "not-mine", "unclear", "wrong-contact"] as const;
export type Reason = (typeof REASONS)[number];
