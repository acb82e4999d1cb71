#!/usr/bin/env node
// The bin. Plain JavaScript, so that `npx huanka` works on a machine with an old Node: it goes on with the project's own.
import { spawn } from "node:child_process";
import * as nodeModule from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { whenNpmIsGone } from "../base/npm-gone.js";
import { findOwnNode, whichNode } from "./which-node.js";

const file = fileURLToPath(import.meta.url);
const argv = process.argv.slice(2);
const { version, execPath, execArgv, env } = process;
const ownNode = findOwnNode(resolve(dirname(file), "../.."));
const choice = whichNode({ version, execPath, execArgv, env, argv, ownNode, file });

if (choice.kind === "run") {
  nodeModule.enableCompileCache?.();
  const { main } = await import("./huanka.ts");
  process.exitCode = await main(argv);
} else if (choice.kind === "again") {
  const child = spawn(choice.node, [...execArgv, ...choice.flags, file, ...argv], { stdio: "inherit" });
  let isTold = false;
  const tell = (signal) => {
    isTold = true;
    child.kill(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, tell);
  whenNpmIsGone(() => isTold || tell("SIGTERM"));
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
} else {
  process.stderr.write(choice.text);
  process.exitCode = 1;
}
