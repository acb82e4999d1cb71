// What a merchant without JavaScript puts right of what a person will see, as the fields of a form.
import { z } from "zod";
import { CORRECTABLE, type Corrections, LONGEST_CORRECTION } from "../../base/wire.ts";

const line = z.string().trim().max(LONGEST_CORRECTION).optional();

/** One field a line, as the page names them. */
export const packetFields = {
  "line-provider": line,
  "line-situation": line,
  "line-step": line,
  "line-bank": line,
  "line-tried": line,
};
const PacketForm = z.object(packetFields);

export function correctionsIn(form: z.infer<typeof PacketForm>): Corrections {
  return Object.fromEntries(
    CORRECTABLE.flatMap((key) => {
      const typed = form[`line-${key}`];
      return typed === undefined ? [] : [[key, typed]];
    }),
  );
}
