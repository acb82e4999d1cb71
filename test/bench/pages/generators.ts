// Other makers of documentation sites, each with the same articles and with what it does unasked.
import type { SameArticle } from "./same-articles.ts";

export interface Generator {
  readonly name: string;
  /** Pinned: a figure tells nothing where nobody knows of what. */
  readonly packages: readonly string[];
  /** Its program within node_modules, and what builds the site. */
  readonly build: readonly string[];
  /** Where the built site lies. */
  readonly out: string;
  /** What has to be written before it is built, by path. */
  files(articles: readonly SameArticle[]): ReadonlyMap<string, string>;
  /** Where the built page of an article is asked for. */
  addressOf(article: SameArticle): string;
}

const TITLE = "换卡助手";

const starlight: Generator = {
  name: "Starlight",
  packages: ["astro@7.3.5", "@astrojs/starlight@0.42.4"],
  build: ["node_modules/astro/bin/astro.mjs", "build"],
  out: "dist",
  files: (articles) =>
    new Map([
      [
        "astro.config.mjs",
        `import starlight from "@astrojs/starlight";
export default {
  integrations: [starlight({ title: ${JSON.stringify(TITLE)}, locales: { root: { label: "简体中文", lang: "zh-CN" } } })],
};
`,
      ],
      [
        "src/content.config.ts",
        `import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
import { defineCollection } from "astro:content";
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
      ],
      ...articles.map((article) => [`src/content/docs/${article.path}.md`, titled(article)] as const),
    ]),
  addressOf: ({ path }) => `/${path}/`,
};

const vitepress: Generator = {
  name: "VitePress",
  packages: ["vitepress@1.6.4"],
  build: ["node_modules/vitepress/bin/vitepress.js", "build"],
  out: ".vitepress/dist",
  files: (articles) =>
    new Map([
      [
        ".vitepress/config.mjs",
        `export default {
  lang: "zh-CN",
  title: ${JSON.stringify(TITLE)},
  ignoreDeadLinks: true,
  themeConfig: { search: { provider: "local" }, sidebar: ${JSON.stringify(
    articles.map(({ title, path }) => ({ text: title, link: `/${path}` })),
  )} },
};
`,
      ],
      ...articles.map(
        (article) => [`${article.path}.md`, titled(article, `\n# ${article.title}\n`)] as const,
      ),
    ]),
  addressOf: ({ path }) => `/${path}.html`,
};

export const GENERATORS: readonly Generator[] = [starlight, vitepress];

function titled({ title, description, markdown }: SameArticle, heading = ""): string {
  return `---\ntitle: ${JSON.stringify(title)}\ndescription: ${JSON.stringify(description)}\n---\n${heading}\n${markdown}\n`;
}
