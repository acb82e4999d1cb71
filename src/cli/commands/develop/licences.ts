// `huanka licences`: what an installation is made of, from the lock file, as Markdown.
import type { Command } from "../../command.ts";

const LOCK = "../../../../package-lock.json";
/** Its author names it in a form that npm no longer reads. */
const IN_OLD_FORM: Readonly<Record<string, string>> = { limiter: "MIT" };

export const command = {
  says: "prints the packages of an installation with their licences, as Markdown",
  usage: "",
  options: {},
  async run() {
    const { readFileSync } = await import("node:fs");
    const { resolve } = await import("node:path");
    const { packages } = JSON.parse(readFileSync(resolve(import.meta.dirname, LOCK), "utf8")) as {
      packages: Record<string, { version?: string; license?: string; dev?: true }>;
    };
    const rows = Object.entries(packages).flatMap(([path, { version, license, dev }]) => {
      const name = path.split("node_modules/").at(-1) ?? "";
      return name === "" || dev
        ? []
        : [`| ${name} | ${version} | ${license ?? IN_OLD_FORM[name] ?? "none named"} |`];
    });
    const once = [...new Set(rows)].sort();
    process.stdout.write(`# Licences

The ${once.length} packages that \`npm ci --omit=dev\` can bring, each with its licence as its author names it; made by
\`npx huanka licences > docs/licences.md\`. \`npx huanka sbom\` prints the same as a bill of materials.

| package | version | licence |
| --- | --- | --- |
${once.join("\n")}
`);
    return 0;
  },
} satisfies Command;
