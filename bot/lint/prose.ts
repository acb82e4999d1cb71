// Checks every text that readers see: literals, secrets, references and links.

import { PROVIDER_WORDS } from "../knowledge/references.ts";
import type { Report } from "../reading/content-error.ts";
import type { Draft, Prose } from "../reading/draft.ts";
import { problemAt } from "../reading/source-files.ts";
import type { Finding } from "../secrets/asks-for-secret.ts";
import { createLiteralLint } from "./literals.ts";

const ANY_REFERENCE = /\{\{([^{}]*)\}\}/g;
const LINK = /(!?)\[[^\]\n]*\]\(([^)\n]*)\)/g;
const REFERENCE_LINK = /^\[[^\]\n]+\]:/gm;
const INTERNAL = /^(faq|article|guide|provider):([a-z0-9-]+)(?:#\S+)?$/;
const FRAGMENT = /^#\S+$/;
const HTML_TAG = /<(?:\/?[a-z][^>\n]*|!--[^\n]*)>/gi;

interface Targets {
  readonly facts: ReadonlySet<string>;
  readonly pages: ReadonlySet<string>;
  /** True when the fact may be in a file that is missing or could not be parsed: that is reported already. */
  mayBeIn(factId: string): boolean;
}

/** Reports each fault at the place where it is written. */
export function checkProse(draft: Draft, locale: string, report: Report): void {
  const targets = collectTargets(draft, locale);
  const lint = createLiteralLint([
    ...draft.notRoute.flatMap(({ yaml }) => yaml.value),
    ...draft.providers.flatMap(({ yaml }) => yaml.value.notRoute),
  ]);
  for (const prose of draft.prose) {
    const findings = [
      ...lint(prose.text),
      ...checkReferences(prose, targets),
      ...checkLinks(prose, targets),
      ...checkHtml(prose),
    ];
    for (const { offset, problem } of findings) {
      report(problemAt(prose.file, prose.offset + offset, prose.field, problem));
    }
  }
}

function collectTargets(draft: Draft, locale: string): Targets {
  const facts = new Set(draft.facts.flatMap(({ yaml }) => Object.keys(yaml.value)));
  for (const { id, yaml } of draft.providers) {
    for (const key of Object.keys(yaml.value.facts)) facts.add(`${id}.${key}`);
  }
  const places: readonly [kind: string, pattern: RegExp][] = [
    ["faq", /^faqs\/(.+)\.md$/],
    ["article", /^articles\/[^/]+\/(.+)\.md$/],
    ["guide", /^guides\/(.+)\.md$/],
  ];
  const pages = new Set<string>();
  for (const path of draft.paths) {
    const provider = /^providers\/(.+)\.md$/.exec(path)?.[1];
    if (provider !== undefined) pages.add(`provider:${provider}`);
    const inLocale = path.startsWith(`${locale}/`) ? path.slice(locale.length + 1) : "";
    for (const [kind, pattern] of places) {
      const slug = pattern.exec(inLocale)?.[1];
      if (slug !== undefined) pages.add(`${kind}:${slug}`);
    }
  }
  const mayBeIn = (factId: string) => {
    const own = `providers/${factId.split(".")[0]}.md`;
    const file = draft.paths.has(own) ? own : "facts.yml";
    return draft.broken.has(file) || !draft.paths.has(file);
  };
  return { facts, pages, mayBeIn };
}

function checkReferences({ text, references }: Prose, targets: Targets): Finding[] {
  return [...text.matchAll(ANY_REFERENCE)].flatMap((match) => {
    const problem = referenceProblem(match[1] ?? "", references, targets);
    return problem === undefined ? [] : [{ offset: match.index, problem: `${match[0]} ${problem}` }];
  });
}

function referenceProblem(
  reference: string,
  allowed: Prose["references"],
  targets: Targets,
): string | undefined {
  if (allowed === "none") return "is not filled in here: say it without a reference";
  const [kind, id = ""] = reference.split(":", 2);
  if (kind === "fact") {
    return targets.facts.has(id) || targets.mayBeIn(id)
      ? undefined
      : "names no fact of facts.yml or a provider";
  }
  if (kind !== "provider") return "is no reference: write {{fact:id}} or {{provider:name}}";
  if (!PROVIDER_WORDS.has(id)) return `is unknown: a provider has ${[...PROVIDER_WORDS.keys()].join(", ")}`;
  return allowed === "facts" ? "works only in guides and replies: name the fact here" : undefined;
}

function checkLinks({ text }: Prose, targets: Targets): Finding[] {
  const inline = [...text.matchAll(LINK)].flatMap(({ index, 1: image, 2: target = "" }) => {
    const problem = image ? "pictures are not shown: say it in words" : linkProblem(target, targets);
    return problem === undefined ? [] : [{ offset: index, problem }];
  });
  const byReference = [...text.matchAll(REFERENCE_LINK)].map(({ index }) => ({
    offset: index,
    problem: "write the link where it is used: [文字](faq:slug)",
  }));
  return [...inline, ...byReference];
}

function checkHtml({ text }: Prose): Finding[] {
  return [...text.matchAll(HTML_TAG)].map(({ index, 0: tag }) => {
    return { offset: index, problem: `${tag} would be shown as it stands: write Markdown, HTML is not read` };
  });
}

function linkProblem(target: string, targets: Targets): string | undefined {
  if (FRAGMENT.test(target)) return undefined;
  const [, kind, id] = INTERNAL.exec(target) ?? [];
  if (kind === undefined) {
    return `the link to ${target} leads outside: only faq:, article:, guide:, provider: and # are allowed`;
  }
  return targets.pages.has(`${kind}:${id}`) ? undefined : `the link to ${kind}:${id} leads nowhere`;
}
