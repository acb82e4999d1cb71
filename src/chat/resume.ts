// Carries a conversation to another device: gives a short code for it, and a conversation for a code.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { parseState } from "../../bot/say/state.ts";
import { normalise } from "../../bot/text/normalise.ts";
import { spokenLocale } from "../../bot/turn/older-content.ts";
import { AppError } from "../base/errors.ts";
import type { ResumeCodeReply } from "../base/wire.ts";
import { isSameSecret } from "../http/access.ts";
import type { Limits } from "../http/limits.ts";
import type { TokenClaims, Tokens } from "../http/tokens.ts";
import type { ConversationStore } from "../storage/conversation-store.ts";
import type { LiveEpochs } from "../storage/epochs.ts";
import type { ResumeStore } from "../storage/resume-store.ts";
import type { Conversations } from "./conversations.ts";
import { noticeDeed } from "./notices.ts";
import { CODE_SECONDS, MOST_TRIES, newCode, readCode, selectorOf, writtenCode } from "./resume-code.ts";

/** Of 32 768 selectors, few are taken at a time; this many collisions mean that something is broken. */
const MOST_COLLISIONS = 20;
/** What people write who had not chosen a provider. */
const NO_PROVIDER = new Set(["", "none", "no", "unknown", "无", "没有", "没选", "还没选", "不知道"]);

export interface Resume {
  /**
   * A new code for a conversation; an earlier one stops working. Throws AppError `conversation-not-found` and
   * `rate-limited`.
   */
  giveCode(conversationId: string): Promise<ResumeCodeReply>;
  /**
   * The conversation of a code, which is then used up. `provider` is the name of the provider chosen there, or
   * nothing. Both devices are told in the conversation. Throws AppError `rate-limited`, and `resume-refused` for every other reason alike, so that an answer
   * tells nothing about codes or conversations.
   */
  redeem(attempt: { code: string; provider: string; address: string }): Promise<TokenClaims>;
}

export interface ResumeParts {
  readonly store: { readonly conversations: ConversationStore; readonly resumeCodes: ResumeStore };
  readonly tokens: Pick<Tokens, "fingerprint">;
  readonly knowledge: (locale?: string) => Knowledge;
  readonly limits: Limits | undefined;
  readonly clock: () => Date;
  readonly epochs: Pick<LiveEpochs, "raise">;
  readonly conversations: Pick<Conversations, "act">;
}

export function createResume({
  store,
  tokens,
  knowledge,
  limits,
  clock,
  epochs,
  conversations,
}: ResumeParts): Resume {
  return {
    async giveCode(conversationId) {
      await limits?.take("message", conversationId);
      const record = await store.conversations.find(conversationId);
      if (!record) throw new AppError("conversation-not-found", { conversation: conversationId });
      const { providers, hash } = knowledge(spokenLocale(record.state) ?? record.locale);
      const provider = providers.get(parseState(record.state, hash).state.provider ?? "");
      const now = clock();
      const expiresAt = new Date(now.getTime() + CODE_SECONDS * 1_000).toISOString();
      for (let tries = 0; tries < MOST_COLLISIONS; tries += 1) {
        const code = newCode();
        const kept = {
          selector: selectorOf(code),
          verifier: tokens.fingerprint(code),
          conversationId,
          provider: provider?.id,
          expiresAt,
        };
        if (!(await store.resumeCodes.add(kept, now.toISOString()))) continue;
        return { code: writtenCode(code), expires_in: CODE_SECONDS, provider: provider?.name ?? null };
      }
      throw new AppError("overloaded", { resume: "no free selector" });
    },

    async redeem({ code, provider, address }) {
      await limits?.take("resume", address);
      const read = readCode(code);
      const now = clock().toISOString();
      if (read === undefined) throw new AppError("resume-refused");
      const kept = await store.resumeCodes.takeTry(selectorOf(read), { now, most: MOST_TRIES });
      const isRight =
        kept !== undefined &&
        isSameSecret(tokens.fingerprint(read), kept.verifier) &&
        kept.provider === namedProvider(knowledge(), provider);
      if (!isRight || !(await store.resumeCodes.use(kept.selector, now)))
        throw new AppError("resume-refused");
      const record = await store.conversations.find(kept.conversationId);
      if (!record) throw new AppError("resume-refused");
      const { id, userId } = record;
      const epoch = await epochs.raise(id, { endsEarlier: false });
      const spoken = knowledge(spokenLocale(record.state) ?? record.locale);
      const notice = noticeDeed(spoken, "notice.opened-elsewhere");
      if (notice) await conversations.act(id, notice);
      return { conversationId: id, epoch, ...(userId !== undefined && { userId }) };
    },
  };
}

/** The provider that a name means, undefined for none; a name that means nothing equals no provider at all. */
function namedProvider({ providers }: Knowledge, name: string): string | undefined {
  const bare = normalise(name).replace(/[\s\p{P}]/gu, "");
  if (NO_PROVIDER.has(bare)) return undefined;
  const found = [...providers.values()].find((provider) =>
    [provider.id, provider.name, provider.nameEn, ...provider.aliases].some(
      (alias) => normalise(alias) === bare,
    ),
  );
  return found?.id ?? "";
}
