// Masking of what strangers wrote, within a limit to what it may compute.
import { MASK, maskSecrets } from "../../bot/secrets/mask.ts";
import { withCpuLimit } from "../base/cpu-limit.ts";
import type { Mask } from "./mask-activity.ts";

/** Shorter texts cannot take long, whatever stands in them, and the limit itself costs more than they do. */
const SHORT = 300;

/** Masks a text; one that cannot be read in time is covered whole, so that nothing unread is ever kept. */
export function limitedMask(mask: Mask = maskSecrets): Mask {
  const limited = withCpuLimit(mask);
  return (text) => {
    if (text.length <= SHORT) return mask(text);
    try {
      return limited(text);
    } catch {
      return { text: MASK, found: [] };
    }
  };
}
