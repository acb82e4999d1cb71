// `npx huanka clients directlinejs`: DirectLineJS's own tests against a live service, run against ours. They are not in
// its package; DIRECTLINEJS names a folder with a checkout of its repository.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const checkout = resolve(process.env.DIRECTLINEJS ?? "");
if (process.env.DIRECTLINEJS === undefined || !existsSync(join(checkout, "__tests__"))) {
  throw new Error(
    "Set DIRECTLINEJS to a checkout of https://github.com/microsoft/BotFramework-DirectLineJS, whose __tests__ are run here.",
  );
}

const STAND_INS = JSON.stringify(resolve("test/support/directlinejs-live/stand-ins.ts"));
const FREE_PORT = JSON.stringify(resolve("test/support/free-port.ts"));
const CLIENT = JSON.stringify(fileURLToPath(import.meta.resolve("botframework-directlinejs")));
/** Their source and what is built of it: the client that is tested is the one that their package ships. */
const OWN_CLIENT = ["src/directLine", "dist/directline"];
const standIn = (names: string) => `export { ${names} } from ${STAND_INS};`;
/** Modules the tests import, and what stands in for them. */
const MODULES: Readonly<Record<string, string>> = {
  client: `${standIn("DirectLine, DirectLineStreaming")} export { ConnectionStatus } from ${CLIENT};`,
  "dotenv/config": "export {};",
  "global-agent/bootstrap": "export {};",
  "node-fetch": standIn("fetchOurs as default"),
  "on-error-resume-next": standIn("onErrorResumeNext as default"),
  "simple-update-in": standIn("updateIn as default"),
  "p-defer": standIn("createDeferred as default"),
  "get-port": `export { freePort as default } from ${FREE_PORT};`,
  "http-proxy": standIn("createProxyServer"),
};

export default defineConfig({
  root: checkout,
  plugins: [
    {
      name: "stand-ins",
      enforce: "pre",
      resolveId: (id) => {
        const isOwn = OWN_CLIENT.some((path) => id.replace(/\.[jt]s$/, "").endsWith(`/${path}`));
        const name = isOwn ? "client" : id;
        return name in MODULES ? `\0${name}` : undefined;
      },
      load: (id) => (id.startsWith("\0") ? MODULES[id.slice(1)] : undefined),
      // Some are skipped there, because the bot they were written for is away. Ours is not.
      transform: (code, id) =>
        id.startsWith(checkout) ? code.replace("describe.skip(", "describe(") : undefined,
    },
  ],
  test: {
    include: ["__tests__/{happy,unhappy}.*.js"],
    // Streaming extensions are another protocol; uploads are off; whom we know no language of is greeted in Chinese;
    // the last two ask nothing of a service.
    exclude: [
      "*Streams*",
      "*Attachments*",
      "*dlstream*",
      "*invalidLocale*",
      "*brokenWebSocket*",
      "*airplaneMode*",
    ].map((name) => `**/${name}`),
    testNamePattern: /^(?!.*Streaming Extensions)/,
    globals: true,
    setupFiles: [resolve("test/support/directlinejs-live/globals.ts")],
    // Theirs subscribe to a message after posting it, and miss it when the stream is quicker than the answer.
    retry: 2,
    testTimeout: 10_000,
    hookTimeout: 10_000,
  },
});
