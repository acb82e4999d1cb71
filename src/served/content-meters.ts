// What is shown of the content that is served: which it is, whether an edit was refused, which facts are due.
import type { Meters } from "../base/meters.ts";
import type { ContentSource } from "./content-source.ts";

export function showContent(
  meters: Meters,
  { content, clock }: { content: ContentSource; clock: () => Date },
): void {
  const each = () => content.locales().map((locale) => content.current(locale));
  meters.show("huanka_content_info", () =>
    each().map(({ locale, hash }) => ({
      labels: { locale, hash, generation: String(content.generation()) },
      value: 1,
    })),
  );
  meters.show("huanka_content_behind", () => Number(content.isBehind()));
  meters.show("huanka_content_refused", () => Number(content.isRefused()));
  meters.show("huanka_facts_overdue", () => {
    const today = clock().toISOString().slice(0, 10);
    return each().map(({ locale, facts }) => ({
      labels: { locale },
      value: [...facts.values()].filter(({ recheck }) => recheck < today).length,
    }));
  });
}
