// The commands that steer a conversation, in whatever language they are said.
import { z } from "zod";

export const Command = z.enum([
  "next",
  "back",
  "repeat",
  "where",
  "restart",
  "leave",
  "stuck",
  "human",
  "unknown-provider",
  "none-of-these",
  "yes",
  "no",
]);
export type Command = z.infer<typeof Command>;
