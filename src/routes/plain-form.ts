// What the chat without JavaScript is posted and asked: the fields of its forms, and of its address.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { LONGEST_ID } from "../base/wire.ts";
import { packetFields } from "./desk/packet-form.ts";

export const ChatForm = z.object({
  text: z.string().default(""),
  /** A quick reply's button; wins over what stands in the text box. */
  say: z.string().optional(),
  action: z
    .enum([
      "save",
      "end",
      "end-others",
      "delete",
      "resume-code",
      "resume",
      "cancel",
      "ask-bot",
      "ticket-code",
      "correct",
    ])
    .optional(),
  /** With `resume`: the code of another device and the provider chosen there; too much of it is no code, and is told so. */
  code: z.string().default(""),
  provider: z.string().default(""),
  ...packetFields,
  clientActivityID: z
    .string()
    .min(1)
    .max(LONGEST_ID)
    .default(() => randomUUID()),
});

export type ChatForm = z.infer<typeof ChatForm>;

export const ChatQuery = z.object({
  before: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .catch(undefined)
    .describe("How many activities there are up to where the page ends; absent: all"),
  /** Words a link puts into the form; of too many the form says so. */
  say: z.coerce.string().default(""),
});
