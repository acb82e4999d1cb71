#!/usr/bin/env node
// What npm runs: leads to `huanka.js`, or says why Node cannot load even that. CommonJS, so that it gets this far itself.
const { dirname } = require("node:path");

if (process.platform !== "win32" && __dirname.includes("\\")) {
  const folder = dirname(dirname(__dirname));
  process.stderr.write(
    `huanka lies in ${folder}: Node loads no module from a folder with \\ in its name. Use a checkout elsewhere.\n`,
  );
  process.exitCode = 1;
} else {
  // biome-ignore lint/correctness/useImportExtensions: huanka.js is what an old Node can read; it goes on with huanka.ts.
  void import("./huanka.js");
}
