// Checks the table of merchant codes: every code leads to a provider or to a company we know, by sources that are listed.
import type { MerchantCodesFile } from "../knowledge/provider.ts";
import type { Report } from "../reading/content-error.ts";
import { type Draft, entryProblem } from "../reading/draft.ts";

type Code = MerchantCodesFile["codes"][string];

export function checkMerchantCodes(draft: Draft, report: Report): void {
  const knowsProvider = (id: string) => draft.paths.has(`providers/${id}.md`);
  const companies = new Set(
    draft.companies.flatMap(({ yaml }) => yaml.value.flatMap(({ name, aliases }) => [name, ...aliases])),
  );
  for (const entry of draft.merchantCodes) {
    const { sources, codes } = entry.yaml.value;
    for (const [code, row] of Object.entries(codes)) {
      const unknown = row.sources.find((key) => !Object.hasOwn(sources, key));
      const problems = [
        acquirerProblem(row, knowsProvider, companies),
        unknown === undefined ? undefined : `there is no source ${unknown} in this file`,
      ];
      for (const problem of problems) {
        if (problem !== undefined) report(entryProblem(entry, ["codes", code], problem));
      }
    }
  }
}

function acquirerProblem(
  { acquirer, provider }: Code,
  knowsProvider: (id: string) => boolean,
  companies: ReadonlySet<string>,
): string | undefined {
  if (provider !== undefined) {
    return knowsProvider(provider) ? undefined : `there is no provider ${provider}`;
  }
  return companies.has(acquirer)
    ? undefined
    : `${acquirer} is neither a provider nor listed in companies.yml`;
}
