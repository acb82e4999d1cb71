// What the menu opens, fetched with it: ending the conversation, and going on with it on another device.
import type { Connection } from "../line/connection.ts";
import type { ChatStore } from "../line/storage.ts";
import { createDeeds } from "./deeds.ts";
import { createEndPanel } from "./end.ts";
import { createMovePanel } from "./move.ts";
import type { Panels } from "./panel.ts";

interface Parts {
  readonly connection: Connection;
  readonly store: ChatStore;
  /** The merchant goes on chatting. */
  cancelled(): void;
  /** The conversation is over on this device: another begins. */
  ended(): void;
  /** Another conversation was put in place of this one. */
  takenOver(): void;
}

export function createPanels({ connection, store, cancelled, ended, takenOver }: Parts): Panels {
  const deeds = createDeeds(connection, store);
  return {
    end: createEndPanel({
      cancelled,
      save: deeds.save,
      end() {
        deeds.leave();
        ended();
      },
      async remove() {
        await deeds.remove();
        ended();
      },
    }),
    move: createMovePanel({
      ...deeds,
      async takeOver(code, provider) {
        await deeds.takeOver(code, provider);
        takenOver();
      },
    }),
  };
}
