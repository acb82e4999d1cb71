// The input at the foot of the chat: Enter rules that are safe with Chinese input methods, the draft, the shield.
import { el, icon } from "../dom.ts";
import { type CoveredKind, coverSecrets, findSecret, mayBeKept } from "./shield.ts";
import { TEXTS } from "./texts.ts";

export interface Composer {
  readonly form: HTMLFormElement;
  focus(): void;
  /** After the chat has become visible: gives a kept draft the room it needs. */
  fit(): void;
  clear(): void;
  /** Fills an empty input. */
  suggest(text: string): void;
}

interface Parts {
  /** `covered`: the kinds of secrets that were in the text and are not any more. */
  send(text: string, covered?: readonly CoveredKind[]): void;
  draft(): string;
  saveDraft(text: string): void;
}

const WARNINGS: Readonly<Record<CoveredKind, keyof typeof TEXTS.shield>> = {
  pan: "card",
  "id-card": "id-card",
  otp: "code",
  password: "code",
  cvv: "code",
};
const ARROW = "M12 19V5M5 12l7-7 7 7";
/** Safari ends the composition just before the keydown of the same key press. */
const SAME_KEY_PRESS_MS = 50;
const LONGEST_TEXT = 4_000; // LONGEST_MESSAGE of base/wire.ts, whose import would cost the budget more than it says

/** Whether this Enter belongs to an input method that is still choosing characters. */
function createCompositionGuard(input: HTMLElement): (event: KeyboardEvent) => boolean {
  let composing = false;
  let endedAt = Number.NEGATIVE_INFINITY;
  input.addEventListener("compositionstart", () => {
    composing = true;
  });
  input.addEventListener("compositionend", (event) => {
    composing = false;
    endedAt = event.timeStamp;
  });
  return (event) =>
    composing || event.isComposing || event.keyCode === 229 || event.timeStamp - endedAt < SAME_KEY_PRESS_MS;
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createComposer({ send, draft, saveDraft }: Parts): Composer {
  const input = el("textarea", {
    rows: "1",
    "aria-label": TEXTS.input,
    "aria-describedby": "safety",
    placeholder: TEXTS.placeholder,
    enterkeyhint: "send",
    autocomplete: "off",
  });
  const button = el("button", { class: "send", type: "submit", "aria-label": TEXTS.send }, icon(ARROW));
  const shield = el("div", { class: "shield", role: "alert" });
  const safety = el("p", { class: "safety", id: "safety" }, TEXTS.safety);
  const form = el(
    "form",
    { class: "composer" },
    shield,
    el("div", { class: "field" }, input, button),
    safety,
  );
  const belongsToInputMethod = createCompositionGuard(input);

  function grow(): void {
    input.style.height = "auto";
    if (input.scrollHeight > 0) input.style.height = `${input.scrollHeight}px`; // 0 while the chat is closed
    form.classList.toggle("empty", input.value.trim() === "");
  }

  function write(text: string): void {
    input.value = text;
    saveDraft(mayBeKept(text) ? text : "");
    shield.replaceChildren();
    grow();
  }

  function sendNow(text: string, covered?: readonly CoveredKind[]): void {
    write("");
    send(text, covered);
    input.focus();
  }

  function warn(text: string, kind: CoveredKind): void {
    const cover = el("button", { type: "button", class: "primary" }, TEXTS.cover);
    const edit = el("button", { type: "button" }, TEXTS.edit);
    cover.addEventListener("click", () => {
      const covered = coverSecrets(text);
      sendNow(covered.text, covered.kinds);
    });
    edit.addEventListener("click", () => {
      shield.replaceChildren();
      input.focus();
    });
    shield.replaceChildren(el("p", {}, TEXTS.shield[WARNINGS[kind]]), el("div", {}, cover, edit));
  }

  function submit(): void {
    const text = input.value.trim();
    if (!text) return;
    const secret = findSecret(text);
    // A browser that is told the limit cuts what is pasted, and says nothing.
    if (text.length > LONGEST_TEXT)
      shield.replaceChildren(el("p", {}, TEXTS.tooLong(text.length, LONGEST_TEXT)));
    else if (secret) warn(text, secret);
    else sendNow(text);
  }

  input.addEventListener("input", () => write(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || belongsToInputMethod(event)) return;
    event.preventDefault();
    if (!event.repeat) submit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // focus and keyboard stay
  addEventListener("resize", grow); // another width, another number of lines
  write(draft());

  return {
    form,
    focus: () => input.focus(),
    fit: grow,
    clear: () => write(""),
    suggest: (text) => write(input.value || text),
  };
}
