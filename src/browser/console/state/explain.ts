// A refusal in words that say what to do.

import { TEXTS } from "../wording/texts.ts";
import type { Refused } from "./api.ts";

export function explain({ status, code, details, message }: Refused): string {
  if (status === 0) return TEXTS.failed;
  if (code === "Guarded") {
    if (details.contacts !== undefined) return TEXTS.unregistered(details.contacts);
    if (details.hidden !== undefined)
      return TEXTS.privateWay(
        details.hidden
          .split(",")
          .map((kind) => TEXTS.secrets[kind] ?? kind)
          .join("、"),
      );
    return details.secret === undefined ? TEXTS.guarded : TEXTS.asksSecret;
  }
  if (code === "Taken" && details.name !== undefined) return TEXTS.takenBy(details.name);
  if (code === "NotYours")
    return details.name === undefined ? TEXTS.spokenByBot : TEXTS.spokenBy(details.name);
  if (status === 404) return TEXTS.gone;
  return message;
}
