// The rooms of the proofs. A file in a room is a proof; what it needs beside it lies in a folder of its own.
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Proof } from "./proof.ts";

/** In this order they are listed and run. */
export const ROOMS = {
  content: "What the bot and the pages say",
  turns: "What becomes of a merchant's message",
  trouble: "When something around the service breaks",
  machines: "On machines as they are set up",
  storage: "What is kept, and what is not",
  hostile: "Strangers who mean no good",
  tests: "What tests show that take long",
  faults: "Whether the proofs notice",
} as const;
export type Room = keyof typeof ROOMS;

export interface Entry {
  readonly room: Room;
  /** From this folder. */
  readonly file: string;
  readonly proof: Proof;
}

/** The files that have to export a proof, by room and name. */
export function proofFiles(): { room: Room; file: string }[] {
  return (Object.keys(ROOMS) as Room[]).flatMap((room) =>
    readdirSync(join(import.meta.dirname, room))
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .sort()
      .map((name) => ({ room, file: `${room}/${name}` })),
  );
}

export async function loadProofs(): Promise<Entry[]> {
  return Promise.all(
    proofFiles().map(async ({ room, file }) => ({ room, file, proof: await importProof(file) })),
  );
}

/** Loads no other. Throws for a name that no file has. */
export async function loadProof(name: string): Promise<Proof> {
  const found = proofFiles().find(({ file }) => basename(file, ".ts") === name);
  if (!found) throw new Error(`there is no proof ${name}`);
  return importProof(found.file);
}

async function importProof(file: string): Promise<Proof> {
  const url = pathToFileURL(join(import.meta.dirname, file)).href;
  const { proof } = (await import(url)) as { proof?: Proof };
  if (typeof proof?.run !== "function") throw new Error(`test/prove/${file} exports no proof`);
  return proof;
}
