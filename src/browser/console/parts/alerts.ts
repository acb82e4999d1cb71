// How an agent who looks elsewhere learns that somebody waits: the title counts, and a short tone where it was asked for.
import { effect, signal } from "@preact/signals";
import { listed, session } from "../state/store.ts";
import { TEXTS } from "../wording/texts.ts";

const TONE_HZ = 880;
const TONE_S = 0.25;

export const sound = signal(false);
let audio: AudioContext | undefined;

/** Browsers let a page sound only after somebody asked for it: the click that turns it on plays it once. */
export function turnSound(isOn: boolean): void {
  sound.value = isOn;
  if (isOn) play();
}

function play(): void {
  audio ??= new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  volume.gain.value = 0.1;
  tone.frequency.value = TONE_HZ;
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + TONE_S);
}

/** Whoever waits for an answer: in line, or with this agent and not answered. */
export function startAlerts(): void {
  let before = 0;
  effect(() => {
    const waiting = listed.value.get("waiting")?.length ?? 0;
    const unanswered = (listed.value.get("mine") ?? []).filter(({ unread }) => unread).length;
    const count = session.value === "in" ? waiting + unanswered : 0;
    document.title = count > 0 ? `(${count}) ${TEXTS.desk}` : TEXTS.desk;
    if (count > before && sound.peek()) play();
    before = count;
  });
}
