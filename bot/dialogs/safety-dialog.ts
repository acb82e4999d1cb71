// Secrets in a message: says what was masked, and why nobody needs it.
import { ownWords } from "../knowledge/own-words.ts";
import type { SecretKind } from "../ports.ts";
import { say } from "../say/say.ts";
import type { Said, Turn } from "../say/turn-context.ts";

/** Names what was masked and why nobody needs it. */
export function warnOfSecrets(turn: Turn, kinds: readonly SecretKind[]): Said {
  const names = [...new Set(kinds)].map(
    (kind) => turn.knowledge.replies.get(`secret.${kind}`)?.trim() ?? kind,
  );
  return say(turn, "secrets-warning", {
    params: { kinds: names.join(ownWords(turn.knowledge.locale).comma) },
  });
}
