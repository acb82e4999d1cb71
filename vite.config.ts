// How the browser files are built: ES modules with hashed names, no source maps, nothing inlined into pages.
import { resolve } from "node:path";
import { defineConfig } from "vite";

/** The chat has no style sheet to wait for: what the bundler wraps around `import()` would only be a request more. */
const plainImport = {
  name: "plain-import",
  enforce: "pre" as const,
  load: (id: string) =>
    id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : undefined,
};

export default defineConfig({
  plugins: [plainImport],
  base: "/",
  publicDir: false,
  // Said here too: a folder's name may keep the bundler from the tsconfig.json that says so for the types.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  logLevel: "warn",
  build: {
    outDir: "dist/browser",
    emptyOutDir: true,
    target: ["chrome103", "safari16.4", "firefox101"],
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: {
        help: resolve(import.meta.dirname, "src/browser/help/help.ts"),
        offline: resolve(import.meta.dirname, "src/browser/offline/worker.ts"),
        embed: resolve(import.meta.dirname, "src/browser/embed/embed.ts"),
        frame: resolve(import.meta.dirname, "src/browser/embed/frame.ts"),
        console: resolve(import.meta.dirname, "src/browser/console/main.tsx"),
      },
      output: {
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
});
