// One node of a desk, as people use it. Behind it is a pipeline of this process, or the real program over HTTP.
import type { DeskEvents, DeskState } from "../../../../src/base/desk-wire.ts";
import type { Actor } from "../../../../src/desk/deeds.ts";
import type { StaffEvent } from "../../../../src/desk/rules/desk-event.ts";

/** Whatever is refused throws an error with a `code`; what is said again under the same id is said once. */
export interface DeskNode {
  /** A greeted conversation. */
  started(): Promise<string>;
  post(conversation: string, text: string): Promise<void>;
  /** The merchant waits no more, or asks the bot first. */
  wish(conversation: string, ticket: string, wish: "cancel" | "ask-bot"): Promise<void>;
  remove(conversation: string): Promise<void>;
  say(agent: Actor, ticket: string, text: string): Promise<void>;
  note(agent: Actor, ticket: string, text: string): Promise<void>;
  draft(agent: Actor, ticket: string, text: string): Promise<void>;
  takeNext(agent: Actor): Promise<void>;
  move(agent: Actor, ticket: string, event: StaffEvent): Promise<void>;
  state(agent: Actor): Promise<Omit<DeskState, "me">>;
  events(agent: Actor, after: number): Promise<DeskEvents>;
}
