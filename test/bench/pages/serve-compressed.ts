// A web server as one would stand before built files: compressed by the same code as huanka's pages, kept by browsers.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { type Encoded, encode } from "../../../src/http/encoded.ts";

const TEXTS: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".xml": "application/xml",
};
const YEAR = "public, max-age=31536000, immutable";

export interface CompressedServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** `files` by name; a path that ends with a slash is the index.html there. What is compressed is compressed once. */
export async function serveCompressed(files: ReadonlyMap<string, Buffer>): Promise<CompressedServer> {
  const kept = new Map<string, Encoded>();
  const server = createServer((req, res) => {
    const { pathname } = new URL(req.url ?? "/", "http://localhost");
    const name = decodeURIComponent(pathname.slice(1)).replace(/(?<=^|\/)$/, "index.html");
    const content = files.get(name);
    if (content === undefined) {
      res.writeHead(404).end();
      return;
    }
    const type = TEXTS[extname(name)];
    const caching = { "cache-control": name.endsWith(".html") ? "public, max-age=60" : YEAR };
    if (type === undefined) {
      res.writeHead(200, { ...caching, "content-length": content.length }).end(content);
      return;
    }
    const encoded = kept.get(name) ?? encode(content, type);
    kept.set(name, encoded);
    const bytes = encoded.bytes("br");
    res
      .writeHead(200, {
        ...caching,
        "content-type": type,
        "content-encoding": "br",
        "content-length": bytes.length,
        etag: encoded.etag,
      })
      .end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
