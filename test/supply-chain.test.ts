// What npm may bring: exact versions, checked archives, and nothing that needs an install script.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
      link: z.boolean().optional(),
      optional: z.boolean().optional(),
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
});
