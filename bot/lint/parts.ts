// The parts of a page that the bot says by themselves: each is there and says something.
import type { Draft, ReportAt } from "../reading/draft.ts";
import { partUnder } from "../text/plain-text.ts";

/** The bot would look for a part that is not there, or say nothing. */
export function checkParts({ faqs, utterances }: Draft, at: ReportAt): void {
  for (const author of utterances) checkAuthor(author, faqs, at);
  const ids = new Set(faqs.map(({ id }) => id));
  for (const faq of faqs) {
    const { asked, instead, after } = faq.yaml.value;
    for (const heading of Object.keys(asked))
      checkPart(faq, heading, (problem) => at(faq, ["asked", heading], problem));
    const checkInstead = (parts: Readonly<Record<string, string>>, path: readonly string[]) => {
      for (const [id, heading] of Object.entries(parts)) {
        const report = (problem: string) => at(faq, [...path, id], problem);
        if (id === faq.id) report(`${id} is this page itself`);
        else if (!ids.has(id)) report(`there is no FAQ ${id}`);
        checkPart(faq, heading, report);
      }
    };
    checkInstead(instead, ["instead"]);
    for (const [told, parts] of Object.entries(after)) {
      checkPart(faq, told, (problem) => at(faq, ["after", told], problem));
      checkInstead(parts, ["after", told]);
    }
  }
}

function checkPart(
  { body }: Draft["faqs"][number],
  heading: string,
  report: (problem: string) => void,
): void {
  const part = partUnder(body, heading);
  if (part === undefined) report(`there is no part ## ${heading} below`);
  else if (part === "") report("the bot would say nothing: the part has no words");
}

/** What an author asks of a part that no FAQ says by itself would teach nothing. */
function checkAuthor(author: Draft["utterances"][number], faqs: Draft["faqs"], at: ReportAt): void {
  for (const [intent, parts = {}] of Object.entries(author.yaml.value.asked)) {
    const own = faqs.find(({ yaml }) => yaml.value.intent === intent)?.yaml.value.asked ?? {};
    for (const heading of Object.keys(parts).filter((one) => own[one] === undefined))
      at(author, ["asked", intent, heading], `no FAQ of ${intent} has ${heading} in its asked:`);
  }
}
