// The Bot Framework SDK as this repository uses it: the one file that imports it, and the one to change on the day it is left
// for its successor.
// biome-ignore lint/performance/noBarrelFile: the one door to the SDK, so that there is one to change.
export {
  type Activity as SdkActivity,
  ActivityHandler,
  BotAdapter,
  MessageFactory,
  type ResourceResponse,
  TurnContext,
} from "botbuilder-core";
