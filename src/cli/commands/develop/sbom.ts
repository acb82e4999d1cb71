// `huanka sbom`: the bill of materials of an installation, from npm's of everything.
import type { Command } from "../../command.ts";

const ROOT = "../../../..";
const MOST_BYTES = 64 * 1_048_576;

interface Bill {
  readonly components: readonly {
    readonly "bom-ref": string;
    readonly name: string;
    readonly version: string;
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

export const command = {
  says: "prints the bill of materials of an installation, as CycloneDX",
  usage: "",
  options: {},
  async run() {
    const { execFileSync } = await import("node:child_process");
    const { readFileSync } = await import("node:fs");
    const { resolve } = await import("node:path");
    const root = resolve(import.meta.dirname, ROOT);
    // `--omit=dev` would leave out what is needed both to build and to run.
    const args = ["sbom", "--package-lock-only", "--sbom-format=cyclonedx"];
    const all = execFileSync("npm", args, { cwd: root, encoding: "utf8", maxBuffer: MOST_BYTES });
    const bill = JSON.parse(all) as Bill;
    const { packages } = JSON.parse(readFileSync(resolve(root, "package-lock.json"), "utf8")) as {
      packages: Record<string, { version?: string; dev?: true }>;
    };
    const installed = new Set(
      Object.entries(packages).flatMap(([path, { version, dev }]) =>
        dev ? [] : [`${path.split("node_modules/").at(-1)}@${version}`],
      ),
    );
    const components = bill.components.filter(({ name, version }) => installed.has(`${name}@${version}`));
    const gone = new Set(bill.components.map((one) => one["bom-ref"]));
    for (const component of components) gone.delete(component["bom-ref"]);
    const dependencies = bill.dependencies
      .filter(({ ref }) => !gone.has(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => !gone.has(one)) }));
    process.stdout.write(`${JSON.stringify({ ...bill, components, dependencies }, null, 2)}\n`);
    return 0;
  },
} satisfies Command;
