// The tests that hold what strangers are promised not to get: run by name, so that a seeded fault shows which notices.
import type { Proof } from "../proof.ts";
import { runFiles } from "./tier/run-tier.ts";

type PromiseOptions = { readonly files: string };

/** Quick ones, one of each kind: what a client may say, what an operator may set, what one address may take. */
const SHORT = [
  "test/src/base/config.test.ts",
  "test/src/chat/client-keys.test.ts",
  "test/src/chat/admission.test.ts",
].join(",");
const ALL =
  "test/src/base,test/src/chat,test/src/http,test/src/direct-line,test/src/routes,test/src/storage,test/bot/secrets";

export const proof = {
  name: "promises",
  promise:
    "What strangers may not do is refused by the code that is there for it, and a test notices when it is not.",
  short: { seconds: 2, options: { files: SHORT } },
  full: { seconds: 90, about: true, options: { files: ALL } },
  options: { files: "of tests, with commas" },
  run: ({ files }: PromiseOptions) => runFiles(files.split(",")),
} satisfies Proof<PromiseOptions>;
