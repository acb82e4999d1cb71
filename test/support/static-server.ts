// A web server that knows nothing but files, as those are where an exported help center is put.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

export interface StaticServer {
  readonly origin: string;
  /** Paths that were asked for and are no file. */
  readonly missing: readonly string[];
  close(): Promise<void>;
}

/** `files` by name; a path that ends with a slash is the index.html there. */
export async function startStaticServer(files: ReadonlyMap<string, string | Buffer>): Promise<StaticServer> {
  const missing: string[] = [];
  const server = createServer((req, res) => {
    const { pathname } = new URL(req.url ?? "/", "http://localhost");
    const name = decodeURIComponent(pathname.slice(1)).replace(/(?<=^|\/)$/, "index.html");
    const content = files.get(name);
    if (content === undefined) missing.push(pathname);
    res
      .writeHead(content === undefined ? 404 : 200, { "content-type": TYPES[extname(name)] ?? "" })
      .end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    missing,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
