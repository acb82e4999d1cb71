// How an agent who looks elsewhere learns that somebody waits: title and icon always, sound and notification where asked for.
import { effect, signal } from "@preact/signals";
import { counts, listed, notice, session } from "../state/store.ts";
import { TEXTS } from "../wording/texts.ts";

const TONE_HZ = 880;
const TONE_S = 0.25;
const KEPT = "huanka-desk-told";
const ICON = "/favicon.svg";
const DOT = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="14" fill="#c62f2f"/></svg>',
)}`;

interface Told {
  readonly sound: boolean;
  readonly notes: boolean;
}
/** Off until somebody asks for it, then remembered on this device. */
export const told = signal<Told>(kept());
let audio: AudioContext | undefined;

/** Browsers let a page sound only after somebody asked for it: the click that turns it on plays it once. */
export function turnSound(sound: boolean): void {
  keep({ ...told.value, sound });
  if (sound) play();
}

/** Asks the browser first, and says what to do where it forbids. */
export async function turnNotes(notes: boolean): Promise<void> {
  const allowed = notes && "Notification" in window ? await Notification.requestPermission() : "denied";
  keep({ ...told.value, notes: notes && allowed === "granted" });
  if (notes && allowed !== "granted") notice.value = TEXTS.told.forbidden;
}

function kept(): Told {
  try {
    const { sound = false, notes = false } = JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Partial<Told>;
    return { sound, notes };
  } catch {
    return { sound: false, notes: false };
  }
}

function keep(next: Told): void {
  told.value = next;
  try {
    localStorage.setItem(KEPT, JSON.stringify(next));
  } catch {
    // Without storage it holds until the tab is closed.
  }
}

function play(): void {
  audio ??= new AudioContext();
  void audio.resume();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  volume.gain.value = 0.1;
  tone.frequency.value = TONE_HZ;
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + TONE_S);
}

/** Without a word of the merchant: it may stand on a screen that others see. */
function notify(): void {
  const permitted = "Notification" in window && Notification.permission === "granted";
  if (!permitted || !document.hidden) return;
  const note = new Notification(TEXTS.desk, { body: TEXTS.told.waits, tag: "huanka-desk", icon: ICON });
  note.onclick = () => {
    window.focus();
    note.close();
  };
}

function ring({ sound, notes }: Told): void {
  if (sound) play();
  if (notes) notify();
}

/** Whoever waits for an answer: in line, or with this agent and not answered. */
export function startAlerts(): void {
  /** Whoever waits already when the desk is opened is seen there, and is no news. */
  let before = Number.POSITIVE_INFINITY;
  effect(() => {
    const waiting = counts.value?.waiting ?? 0;
    const unanswered = (listed.value.get("mine") ?? []).filter(({ unread }) => unread).length;
    const count = session.value === "in" ? waiting + unanswered : 0;
    document.title = count > 0 ? `(${count}) ${TEXTS.desk}` : TEXTS.desk;
    document.querySelector("link[rel=icon]")?.setAttribute("href", count > 0 ? DOT : ICON);
    if (count > before) ring(told.peek());
    before = session.value === "in" ? count : Number.POSITIVE_INFINITY;
  });
}
