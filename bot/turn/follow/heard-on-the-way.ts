// What happened to the merchant on the way: nobody answered the phone, they called, were told how long
// it takes, the app wants something of them.
import type { Outcome, Turn } from "../../say/turn-context.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { heardAppInstead } from "./hear-app-instead.ts";
import { heardCall } from "./hear-call.ts";
import { askedOfPhoto, heardScreen } from "./hear-screen.ts";
import { heardSpan } from "./hear-span.ts";
import { unanswered } from "./line-busy-beside.ts";

interface Reading {
  readonly recognise: (part: string) => Recognition;
  readonly answer: (asked: Recognition) => Outcome;
}

/** The answer to it, whatever the message is like otherwise; `told` is the turn with what it tells of the case. */
export function heardOnTheWay(
  turn: Turn,
  told: Turn,
  whole: Recognition,
  reading: Reading,
): Outcome | undefined {
  return (
    heardAppInstead(turn, whole) ??
    askedOfPhoto(told, whole) ??
    unanswered(turn, whole, reading) ??
    heardCall(told, whole) ??
    heardSpan(told, whole) ??
    heardScreen(told, whole)
  );
}
