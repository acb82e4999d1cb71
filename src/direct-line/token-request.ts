// What a server of the operator's says when it asks for a token.
import { z } from "zod";
import { Origin } from "../base/origins.ts";
import { LONGEST_ID } from "../base/wire.ts";
import { absentOr, ForeignId, LanguageTag } from "../base/wire-schemas.ts";

/** Microsoft's own samples send `User.Id`, its clients `user.id`: first letters are lowered before checking. */
export const TokenRequest = z.preprocess(
  lowerKeys,
  z.object({
    user: z
      .preprocess(
        lowerKeys,
        z.object({
          id: absentOr(ForeignId.startsWith("dl_", "a token's user id starts with dl_")),
        }),
      )
      .nullish(),
    trustedOrigins: z.array(z.string().max(LONGEST_ID).pipe(Origin)).max(20).nullish(),
    locale: LanguageTag,
  }),
);

function lowerKeys(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.charAt(0).toLowerCase() + key.slice(1), item]),
  );
}
