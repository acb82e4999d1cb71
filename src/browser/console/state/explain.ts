// A refusal in words that say what to do, in the language of the console.

import { TEXTS } from "../wording/texts.ts";
import type { Refused } from "./api.ts";

export function explain({ status, code, details }: Refused): string {
  const { name } = details;
  switch (code) {
    case "Guarded":
      return explainGuard(details);
    case "Taken":
      return name === undefined ? TEXTS.takenByOther : TEXTS.takenBy(name);
    case "NotYours":
      return name === undefined ? TEXTS.spokenByBot : TEXTS.spokenBy(name);
    default:
      return TEXTS.refusals[code] ?? byStatus(status);
  }
}

function explainGuard({ contacts, hidden, secret }: Refused["details"]): string {
  if (contacts !== undefined) return TEXTS.unregistered(contacts);
  if (hidden !== undefined) {
    const kinds = hidden.split(",").map((kind) => TEXTS.secrets[kind] ?? kind);
    return TEXTS.privateWay(kinds.join(TEXTS.comma));
  }
  return secret === undefined ? TEXTS.guarded : TEXTS.asksSecret;
}

function byStatus(status: number): string {
  if (status === 0) return TEXTS.failed;
  return status >= 500 ? TEXTS.serverFails : TEXTS.refused;
}
