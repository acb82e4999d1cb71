// What npm may bring: exact versions, checked archives, and nothing that needs an install script.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { runHuanka } from "./support/run-huanka.ts";

const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
      link: z.boolean().optional(),
      optional: z.boolean().optional(),
      dev: z.boolean().optional(),
      license: z.string().optional(),
      version: z.string().optional(),
    }),
  ),
});
const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  optionalDependencies: z.record(z.string(), z.string()),
});

const lock = Lockfile.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));
const manifest = Manifest.parse(JSON.parse(readFileSync("package.json", "utf8")));
const packages = Object.entries(lock.packages).filter(([path]) => path !== "");

/** Comes with the Direct Line client that only tests use; its script prints an appeal and is never run. */
const HARMLESS_SCRIPTS = ["node_modules/core-js"];

/** Names its licence in a form that npm no longer reads. */
const IN_OLD_FORM = ["node_modules/limiter"];
const oldLicenceOf = (path: string): string =>
  JSON.parse(readFileSync(`${path}/package.json`, "utf8")).licenses[0].type;

interface Named {
  readonly name: string;
  readonly version: string;
}

const ALLOWED_LICENCES = [
  ...[
    "MIT",
    "ISC",
    "0BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Apache-2.0",
    "MIT AND Apache-2.0",
    "BlueOak-1.0.0",
  ],
];

describe("the supply chain", () => {
  it("pins every direct dependency to one version", () => {
    const loose = Object.entries({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
  });

  it("knows the checksum of every package and the address of none", () => {
    expect(packages.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? ""))).toEqual([]);
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it("needs no install script", () => {
    const scripted = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    expect(scripted.filter((path) => !HARMLESS_SCRIPTS.includes(path))).toEqual([]);
    expect(readFileSync(".npmrc", "utf8")).toMatch(/^ignore-scripts=true$/m);
  });

  it("keeps the SDK's dialogs and its HTTP bot package out", () => {
    const unwanted = packages.filter(([path]) => /node_modules\/botbuilder(?:-dialogs)?$/.test(path));
    expect(unwanted.map(([path]) => path)).toEqual([]);
  });

  it("brings only licences that ask for nothing but their notice", () => {
    const named = ([path, { license }]: (typeof packages)[number]) =>
      license ?? (IN_OLD_FORM.includes(path) ? oldLicenceOf(path) : "");
    const odd = packages.filter((one) => !one[1].dev && !ALLOWED_LICENCES.includes(named(one)));
    expect(odd.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });

  it("is what docs/licences.md says: run `npx huanka licences > docs/licences.md`", async () => {
    const { output } = await runHuanka(["licences"]);
    expect(readFileSync("docs/licences.md", "utf8")).toBe(output);
  });

  it("can be told as a bill of materials that holds every package of an installation and nothing else", async () => {
    const bill = JSON.parse((await runHuanka(["sbom"])).output);
    const named = bill.components.map(({ name, version }: Named) => `${name}@${version}`);
    const installed = packages.flatMap(([path, { dev, version }]) =>
      dev ? [] : [`${path.split("node_modules/").at(-1)}@${version}`],
    );
    expect([...new Set(named)].sort()).toEqual([...new Set(installed)].sort());
    expect(bill.dependencies.length).toBeGreaterThanOrEqual(bill.components.length);
  });
});
