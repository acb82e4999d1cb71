// The console looked at as it is: in each language on a desk, a tablet and a phone, light and dark, for what axe-core finds wrong.
import axe from "axe-core";
import type { Page } from "playwright-core";

export interface Look {
  readonly width: number;
  readonly scheme: "light" | "dark";
  /** Without: only what colours and room decide. */
  readonly isWhole: boolean;
}
/** Of both languages together each width in both schemes. */
export const LOOKS: Readonly<Record<string, readonly Look[]>> = {
  "zh-CN": [
    { width: 768, scheme: "dark", isWhole: false },
    { width: 390, scheme: "dark", isWhole: true },
    { width: 1280, scheme: "light", isWhole: true },
  ],
  en: [
    { width: 768, scheme: "light", isWhole: false },
    { width: 390, scheme: "light", isWhole: true },
    { width: 1280, scheme: "dark", isWhole: true },
  ],
};
const OF_ROOM = { runOnly: ["color-contrast", "target-size", "scrollable-region-focusable"] };

/** Notes what is wrong with the page as it is, in each look of its language. */
export function looking(page: Page, looks: readonly Look[]) {
  const found: string[] = [];
  return {
    found,
    async at(state: string): Promise<void> {
      if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
      for (const { width, scheme, isWhole } of looks) {
        await page.setViewportSize({ width, height: 844 });
        await page.emulateMedia({ colorScheme: scheme });
        const faults = await page.evaluate<string[]>(
          `axe.run(${JSON.stringify(isWhole ? {} : OF_ROOM)}).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`,
        );
        found.push(...faults.map((fault) => `${state}, ${width} px, ${scheme}: ${fault}`));
        const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
        if (wide > width) found.push(`${state}: ${wide} px wide on ${width}`);
      }
    },
  };
}
export type Looking = ReturnType<typeof looking>;
