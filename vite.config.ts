// How the browser files are built: ES modules with hashed names, no source maps, nothing inlined into pages.
import { resolve } from "node:path";
import { defineConfig } from "vite";

const DEPENDENCIES = /^const __vite__mapDeps=.*\n|,__vite__mapDeps\(\[[\d,]*\]\)/g;

/**
 * The chat has no style sheet to wait for: what the bundler wraps around `import()`, and its list of the page's own sheet,
 * would only be bytes and a request more.
 */
const plainImport = {
  name: "plain-import",
  enforce: "pre" as const,
  load: (id: string) =>
    id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : undefined,
  generateBundle: {
    order: "post" as const,
    handler(_: unknown, bundle: Readonly<Record<string, { type: string; code?: string }>>) {
      for (const file of Object.values(bundle))
        if (file.code !== undefined) file.code = file.code.replace(DEPENDENCIES, "");
    },
  },
};

const ENTRIES = {
  help: "help/help.ts",
  offline: "offline/worker.ts",
  embed: "embed/embed.ts",
  frame: "embed/frame.ts",
  console: "console/main.tsx",
};
/** Shows the chat's components to those who change them: built apart and whole, so that readers' files are as without it. */
const GALLERY = { gallery: "gallery/gallery.ts" };

const filesOf = (entries: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(entries).map(([name, file]) => [name, resolve(import.meta.dirname, "src/browser", file)]),
  );

export default defineConfig(({ mode }) => ({
  plugins: [plainImport],
  base: "/",
  publicDir: false,
  // Said here too: a folder's name may keep the bundler from the tsconfig.json that says so for the types.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  logLevel: "warn",
  build: {
    outDir: "dist/browser",
    emptyOutDir: mode !== "gallery",
    target: ["chrome103", "safari16.4", "firefox101"],
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: filesOf(mode === "gallery" ? GALLERY : ENTRIES),
      output: {
        ...(mode === "gallery" && { codeSplitting: false }),
        generatedCode: { symbols: false }, // of modules fetched later; nobody asks for their kind
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
}));
