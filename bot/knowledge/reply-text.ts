// The words of replies.yml by key, with their placeholders filled, and those of canned.yml, which people at the desk say.
import { z } from "zod";
import { shortText } from "../text/width.ts";

/** `{name}`, and not the `{{fact:…}}` of a reference. */
const PLACEHOLDER = /\{(\w+)\}(?!\})/g;

/**
 * The text under `key`, every `{placeholder}` replaced by its parameter, trimmed. Throws when the key is not in
 * replies.yml or a placeholder was not given: a defect of ours, not input.
 */
export function replyText(
  { replies }: { readonly replies: ReadonlyMap<string, string> },
  key: string,
  params: Readonly<Record<string, string>> = {},
): string {
  const template = replies.get(key);
  if (template === undefined) throw new Error(`replies.yml has no key ${key}`);
  return fillTemplate(template, params, key).trim();
}

/** How well a fact is proved, in words; its grade where content from before has none for it. */
export function gradeWords(
  { replies }: { readonly replies: ReadonlyMap<string, string> },
  { grade }: { readonly grade: string },
): string {
  return replies.get(`grade.${grade}`)?.trim() ?? grade;
}

/** Replaces every `{placeholder}`; throws when one was not given, and names the reply. */
export function fillTemplate(
  template: string,
  params: Readonly<Record<string, string>>,
  key: string,
): string {
  return template.replace(PLACEHOLDER, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`reply ${key} wants {${name}}, which was not given`);
    return value;
  });
}

/** The names of the placeholders in a text. */
export function placeholdersIn(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name = ""]) => name);
}

/** `canned.yml`: key → what it is called in the list, and the words, with `{{fact:…}}` and `{{provider:…}}`. */
export const CannedFile = z.record(
  z.string().regex(/^[a-z][a-z0-9-]*$/),
  z.strictObject({ title: shortText(2, 20), text: z.string().min(1) }),
);
export type CannedFile = z.infer<typeof CannedFile>;

export interface Canned {
  readonly id: string;
  readonly title: string;
  /** References still in it. */
  readonly text: string;
}

export function cannedIn(file: CannedFile): Canned[] {
  return Object.entries(file).map(([id, words]) => ({ id, ...words, text: words.text.trim() }));
}
