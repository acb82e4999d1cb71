// Compares the files of the tree with one another: ids, categories, aliases, channels, intents, utterances.

import { CHANNEL_KINDS } from "../knowledge/fact.ts";
import { PROVIDER_CLASSES } from "../knowledge/guide.ts";
import type { Report } from "../reading/content-error.ts";
import { type Draft, entryProblem, type ReportAt } from "../reading/draft.ts";
import { atStart, pageSlugs, problemAt } from "../reading/source-files.ts";
import { normalise } from "../text/normalise.ts";
import { leadOf } from "../text/plain-text.ts";
import { checkBacking } from "./backing.ts";
import { checkMerchantCodes } from "./merchant-codes.ts";
import { checkParts } from "./parts.ts";
import { checkRoutes } from "./routes.ts";
import { checkStepMaps } from "./step-maps.ts";
import { checkTimes } from "./times.ts";

/** Reports whatever no single file can know about itself. */
export function crossCheck(draft: Draft, locale: string, report: Report): void {
  const at: ReportAt = (entry, path, problem) => report(entryProblem(entry, path, problem));
  checkRequiredFiles(draft, locale, report);
  checkSlugs(draft, report);
  checkCategories(draft, at);
  checkRelated(draft, at);
  checkLeads(draft, report);
  checkParts(draft, at);
  checkAliases(draft, at);
  checkChannels(draft, at);
  checkGuides(draft, report);
  checkStepMaps(draft, at);
  checkIntents(draft, report, at);
  checkUtterances(draft, at);
  checkTimes(draft, report);
  checkBacking(draft, at);
  checkRoutes(draft, at, report);
  checkMerchantCodes(draft, report);
}

function checkRequiredFiles(draft: Draft, locale: string, report: Report): void {
  const required = [
    "facts.yml",
    "not-to-route.yml",
    `${locale}/categories.yml`,
    `${locale}/replies.yml`,
    `${locale}/routes.yml`,
  ];
  for (const path of required) if (!draft.paths.has(path)) report(atStart(path, "is missing"));
  for (const name of PROVIDER_CLASSES) {
    const path = `${locale}/guides/${name}.md`;
    if (!draft.paths.has(path))
      report(atStart(path, `is missing: providers of class ${name} need its steps`));
  }
}

function pagesOf(draft: Draft) {
  return [...draft.faqs, ...draft.articles];
}

function checkSlugs(draft: Draft, report: Report): void {
  const first = new Map<string, string>();
  const pages = pagesOf(draft).sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
  for (const { id, file } of pages) {
    const other = first.get(id);
    if (other === undefined) first.set(id, file.path);
    else report(atStart(file.path, `the name ${id} is taken by ${other}: articles and FAQs share one list`));
  }
}

function checkCategories(draft: Draft, at: ReportAt): void {
  const [file] = draft.categories;
  if (!file) return;
  const known = new Map<string, number>();
  for (const [index, { id }] of file.yaml.value.entries()) {
    if (known.has(id)) at(file, [index, "id"], `the category ${id} is listed twice`);
    known.set(id, index);
  }
  for (const page of pagesOf(draft)) {
    const { category } = page.yaml.value;
    if (!known.has(category)) {
      at(page, ["category"], `unknown category ${category}; known: ${[...known.keys()].join(", ")}`);
    }
  }
  for (const article of draft.articles) {
    const folder = article.file.path.split("/").at(-2);
    const { category } = article.yaml.value;
    if (folder !== category) at(article, ["category"], `is ${category}, but the file lies in ${folder}`);
  }
}

function checkRelated(draft: Draft, at: ReportAt): void {
  const slugs = pageSlugs(draft.paths);
  for (const page of pagesOf(draft)) {
    const { related } = page.yaml.value;
    for (const [index, id] of related.entries()) {
      if (related.indexOf(id) < index) at(page, ["related", index], `${id} is listed twice`);
      else if (id === page.id) at(page, ["related", index], `${id} is this page itself`);
      else if (!slugs.has(id)) at(page, ["related", index], `there is no article or FAQ ${id}`);
    }
  }
}

function checkLeads(draft: Draft, report: Report): void {
  for (const { file, body, bodyOffset } of pagesOf(draft)) {
    if (leadOf(body) !== "") continue;
    const problem = "the bot would say nothing: write the answer before the first ## heading";
    report(problemAt(file, Math.min(bodyOffset, file.text.length), "body", problem));
  }
}

function checkAliases(draft: Draft, at: ReportAt): void {
  const owners = new Map<string, string>();
  for (const provider of draft.providers) {
    const { name, aliases, shortNames } = provider.yaml.value;
    const named = [
      { path: ["name"], text: name },
      ...aliases.map((text, index) => ({ path: ["aliases", index], text })),
      ...shortNames.map((text, index) => ({ path: ["shortNames", index], text })),
    ];
    for (const { path, text } of named) {
      const key = normalise(text);
      const owner = owners.get(key) ?? provider.id;
      if (key === "") at(provider, path, `${text} has nothing left after normalising`);
      else if (owner !== provider.id) at(provider, path, `${text} also means ${owner}`);
      owners.set(key, owner);
    }
  }
}

function checkChannels(draft: Draft, at: ReportAt): void {
  for (const provider of draft.providers) {
    const { channels, facts } = provider.yaml.value;
    for (const [index, key] of channels.entries()) {
      const fact = Object.hasOwn(facts, key) ? facts[key] : undefined;
      if (!fact) at(provider, ["channels", index], `there is no fact ${key} in this file`);
      else if (!CHANNEL_KINDS.includes(fact.kind)) {
        at(
          provider,
          ["channels", index],
          `${key} is of kind ${fact.kind}, not one of ${CHANNEL_KINDS.join(", ")}`,
        );
      }
    }
  }
}

function checkGuides(draft: Draft, report: Report): void {
  for (const { file, steps, bodyOffset } of draft.guides) {
    if (steps.length === 0) report(problemAt(file, bodyOffset, "steps", "a guide needs a section ## 步骤"));
  }
}

function checkIntents(draft: Draft, report: Report, at: ReportAt): void {
  const faqOf = new Map<string, string>();
  for (const faq of draft.faqs) {
    const { intent } = faq.yaml.value;
    const other = faqOf.get(intent);
    if (other !== undefined) at(faq, ["intent"], `${intent} is answered by ${other} already`);
    else faqOf.set(intent, faq.file.path);
  }
  for (const { id, file } of draft.intents) {
    const faq = faqOf.get(id);
    if (faq !== undefined)
      report(atStart(file.path, `${id} is defined by ${faq}: move the utterances there`));
  }
  const { original } = draft;
  const answered = new Set([
    ...faqOf.keys(),
    ...draft.intents.map(({ id }) => id),
    ...(original?.faqs ?? []).map(({ yaml }) => yaml.value.intent),
    ...(original?.intents ?? []).map(({ id }) => id),
  ]);
  checkNamedIntents(draft, answered, at);
  checkTaughtIntents(draft, answered, at);
}

/** A page may start or serve only what something answers. */
function checkNamedIntents(draft: Draft, answered: ReadonlySet<string>, at: ReportAt): void {
  for (const page of pagesOf(draft)) {
    const { start } = page.yaml.value;
    if (start !== undefined && !answered.has(start)) at(page, ["start"], `nothing answers ${start}`);
  }
  for (const article of draft.articles) {
    for (const [index, intent] of article.yaml.value.intents.entries()) {
      if (!answered.has(intent)) at(article, ["intents", index], `nothing answers ${intent}`);
    }
  }
}

/** What is said of no intent teaches nothing. */
function checkTaughtIntents(draft: Draft, answered: ReadonlySet<string>, at: ReportAt): void {
  for (const author of draft.utterances) {
    const { utterances, asked } = author.yaml.value;
    const taught = { utterances, asked };
    for (const [field, byIntent] of Object.entries(taught)) {
      for (const intent of Object.keys(byIntent))
        if (!answered.has(intent)) at(author, [field, intent], `nothing answers ${intent}`);
    }
  }
}

function checkUtterances(draft: Draft, at: ReportAt): void {
  const owners = new Map<string, string>();
  for (const { entry, path, intent, text } of utterancesOf(draft)) {
    const key = normalise(text);
    const owner = owners.get(key) ?? intent;
    owners.set(key, owner);
    if (owner !== intent) at(entry, path, `「${text}」 is also an utterance of ${owner}`);
  }
}

/** Every utterance with where it stands: in an FAQ, in an intent's file, among those of one author. */
function utterancesOf(draft: Draft) {
  const asked = draft.faqs.flatMap((entry) =>
    Object.entries(entry.yaml.value.asked).flatMap(([heading, texts]) =>
      texts.map((text, index) => ({
        ...{ entry, intent: entry.yaml.value.intent, text },
        path: ["asked", heading, index],
      })),
    ),
  );
  const listed = [
    ...draft.faqs.map((entry) => ({ entry, intent: entry.yaml.value.intent })),
    ...draft.intents.map((entry) => ({ entry, intent: entry.id })),
  ].flatMap(({ entry, intent }) =>
    entry.yaml.value.utterances.map((text, index) => ({ entry, intent, path: ["utterances", index], text })),
  );
  const said = draft.utterances.flatMap((entry) =>
    Object.entries(entry.yaml.value.utterances).flatMap(([intent, texts = []]) =>
      texts.map((text, index) => ({ entry, intent, path: ["utterances", intent, index], text })),
    ),
  );
  const saidOfParts = draft.utterances.flatMap((entry) =>
    Object.entries(entry.yaml.value.asked).flatMap(([intent, parts = {}]) =>
      Object.entries(parts).flatMap(([heading, texts]) =>
        texts.map((text, index) => ({ entry, intent, path: ["asked", intent, heading, index], text })),
      ),
    ),
  );
  return [...listed, ...asked, ...said, ...saidOfParts];
}
