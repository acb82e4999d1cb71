// The Bot Framework SDK as this repository uses it: the one file that imports it, and the one to change on the day it is left
// for its successor.
import { createRequire, Module } from "node:module";
import type * as Sdk from "botbuilder-core";

const load = createRequire(import.meta.url);
const WHOLE = load.resolve("botbuilder-core");

/**
 * Loads four of its files without the rest. Asked for by its name it brings the clients of Microsoft's servers too, 46 packages and
 * 15 MB of which nothing is ever called here. Two of the four ask for the whole only for a name each: they are given those.
 */
function loadParts() {
  const before = load.cache[WHOLE];
  const { ActivityTypes } = load("botframework-schema");
  const names: Record<string, unknown> = { ActivityTypes };
  // One that is linked for somebody else's import and has not run yet would run now, in the middle of its own parts.
  if (!before?.loaded) load.cache[WHOLE] = Object.assign(new Module(WHOLE), { exports: names, loaded: true });
  try {
    const part = (name: string): typeof Sdk => load(`botbuilder-core/lib/${name}.js`);
    names.INVOKE_RESPONSE_KEY = part("activityHandlerBase").INVOKE_RESPONSE_KEY;
    const { ActivityHandler } = part("activityHandler");
    const { BotAdapter } = part("botAdapter");
    const { MessageFactory } = part("messageFactory");
    const { TurnContext } = part("turnContext");
    return { ActivityHandler, BotAdapter, MessageFactory, TurnContext };
  } finally {
    // Whoever asks for the whole gets it.
    if (before) load.cache[WHOLE] = before;
    else delete load.cache[WHOLE];
  }
}

export const { ActivityHandler, BotAdapter, MessageFactory, TurnContext } = loadParts();
export type ActivityHandler = Sdk.ActivityHandler;
export type TurnContext = Sdk.TurnContext;
export type SdkActivity = Sdk.Activity;
export type ResourceResponse = Sdk.ResourceResponse;
