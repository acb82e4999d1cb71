// One chat window that stands still: the widget's own parts, without a conversation behind them and as long as what it holds.
import type { Activity } from "../../base/wire.ts";
import { addStyle } from "../dom.ts";
import { createComposer } from "../widget/composer.ts";
import type { Outgoing } from "../widget/line/storage.ts";
import { createMessages, type Messages } from "../widget/messages.ts";
import type { Panels } from "../widget/panels/panel.ts";
import { createPanels } from "../widget/panels/panels.ts";
import { createView, type View } from "../widget/view.ts";

export interface Specimen {
  readonly root: ShadowRoot;
  readonly view: View;
  readonly messages: Messages;
  /** Types into the input and sends. */
  write(text: string): void;
  /** What the menu opens, by the place of its button. */
  choose(panel: keyof Panels): Promise<void>;
}

const nothing = () => undefined;
const NO_CONNECTION = {
  ...{ start: never, resume: never, read: never, post: never },
  ...{ typing: never, token: async () => "", keep: nothing, refreshIfDue: never },
};
const NO_STORE = {
  ...{ session: nothing, saveSession: nothing, followSession: nothing, outbox: () => [] },
  ...{ saveOutbox: nothing, seen: () => "", saveSeen: nothing, draft: () => "", saveDraft: nothing },
  ...{ saveOpen: nothing, clear: nothing, onSessionChange: nothing },
};

/** In the page's flow, and nothing of it scrolled away: what is looked at is the parts, not the window. */
const STILL =
  ".panel { position: relative; inset: auto; width: min(var(--dock), 100%); height: auto; container-type: inline-size; box-shadow: none } .scroll { flex: none; overflow: visible } .newer { margin-top: var(--s8) }";

async function never(): Promise<never> {
  throw new Error("There is no server behind a specimen.");
}

export function renderSpecimen(host: HTMLElement): Specimen {
  const messages = createMessages(nothing);
  const composer = createComposer({ send: nothing, draft: () => "", saveDraft: nothing });
  const panels = createPanels({
    ...{ connection: NO_CONNECTION, store: NO_STORE },
    ...{ cancelled: nothing, ended: nothing, takenOver: nothing },
  });
  const view = createView({
    ...{ host, messages, composer, choose: nothing, open: nothing, close: nothing, resendAll: nothing },
    loadPanels: async () => panels,
  });
  const root = host.shadowRoot as ShadowRoot;
  addStyle(root, STILL);
  (root.firstElementChild as HTMLElement).hidden = false;
  composer.fit();
  return {
    ...{ root, view, messages },
    write(text) {
      composer.suggest(text);
      composer.form.requestSubmit();
    },
    async choose(panel) {
      const names = ["move", "end"];
      root.querySelectorAll<HTMLElement>(".menu > button")[names.indexOf(panel)]?.click();
      await Promise.resolve(); // the panels are there at once, but promised
      await new Promise(requestAnimationFrame);
    },
  };
}

const AT = "2026-11-29T08:00:00.000Z";
let said = 0;

/** What somebody says, with what a server adds. */
export function activity(role: "bot" | "user", more: Partial<Activity>, name?: string): Activity {
  said += 1;
  return {
    ...{ type: "message", id: `gallery|${said}`, timestamp: AT, channelId: "directline" },
    ...{ conversation: { id: "gallery" }, from: { id: role, role, ...(name !== undefined && { name }) } },
    ...more,
  };
}

export function outgoing(text: string): Outgoing {
  said += 1;
  return { id: String(said), text, at: Date.parse(AT), failed: false };
}
