// The words of replies.yml by key, with their placeholders filled.
import type { Knowledge } from "./knowledge.ts";

/** `{name}`, and not the `{{fact:…}}` of a reference. */
const PLACEHOLDER = /\{(\w+)\}(?!\})/g;

/**
 * The text under `key`, every `{placeholder}` replaced by its parameter, trimmed. Throws when the key is not in
 * replies.yml or a placeholder was not given: a defect of ours, not input.
 */
export function replyText(
  { replies }: Pick<Knowledge, "replies">,
  key: string,
  params: Readonly<Record<string, string>> = {},
): string {
  const template = replies.get(key);
  if (template === undefined) throw new Error(`replies.yml has no key ${key}`);
  return fillTemplate(template, params, key).trim();
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
