// Where a merchant's ticket is shown; what shows it is fetched once there is one.
import type { Activity } from "../../../base/wire.ts";
import type { Connection } from "../line/connection.ts";
import type { Strip } from "./strip.ts";

export interface TicketPlace {
  /** A person was called, came or left: asks how it stands now. */
  heard(activity: Activity): void;
  hide(): void;
}

/** Who speaks from here on: a person by name, null for the bot; undefined where nothing of that changes. */
export function speakerFrom({ name, value }: Activity): string | null | undefined {
  if (name !== "handoff.status") return undefined;
  const { state, message = "" } = value as { state?: string; message?: string };
  return state === "accepted" ? message : null;
}

export function createTicketPlace(slot: HTMLElement, connection: Connection): TicketPlace {
  let strip: Strip | undefined;
  const show = async () => {
    const { createStrip } = await import("./strip.ts");
    strip ??= createStrip(slot, connection);
    strip.update();
  };
  return {
    heard({ name, channelData }) {
      // What cannot be fetched now is fetched with the next sign of a person.
      if (name === "handoff.status" || channelData?.desk) show().catch(() => undefined);
    },
    hide: () => strip?.hide(),
  };
}
