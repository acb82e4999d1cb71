// A response body with its validator and its compressed forms, each made at first use and kept.
import { createHash } from "node:crypto";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Request, Response } from "express";

/** Brotli quality: kept bodies are compressed once and may take 5 ms, passing ones must not hold up others. */
const QUALITY = { kept: 9, passing: 4 };
/** A corrected number must reach readers within a minute. */
export const PAGE_CACHE = "public, max-age=60";
const TOO_SMALL = 500; // bytes; below, compression saves no packet

export interface Encoded {
  readonly type: string;
  /** Over the content, so it changes with content and build and with nothing else. */
  readonly etag: string;
  bytes(encoding: "br" | "gzip" | "identity"): Buffer;
}

/** `kept` bodies are served many times, `passing` ones once; `br` is what was compressed before, at leisure. */
export function encode(
  body: string | Buffer,
  type: string,
  use: keyof typeof QUALITY = "kept",
  br?: Buffer,
): Encoded {
  const plain = typeof body === "string" ? Buffer.from(body) : body;
  const digest = createHash("sha256").update(plain).digest("base64url").slice(0, 22);
  const compressed = new Map<string, Buffer>([["identity", plain], ...(br ? [["br", br] as const] : [])]);
  const make = { br: () => brotli(plain, QUALITY[use]), gzip: () => gzipSync(plain), identity: () => plain };
  return {
    type,
    etag: `W/"${digest}"`,
    bytes(encoding) {
      const bytes = compressed.get(encoding) ?? make[encoding]();
      compressed.set(encoding, bytes);
      return bytes;
    },
  };
}

/** Answers 304 to a matching validator, else the smallest form the client takes. */
export function sendEncoded(req: Request, res: Response, encoded: Encoded, cacheControl: string): void {
  res.set({
    "Content-Type": encoded.type,
    ETag: encoded.etag,
    "Cache-Control": cacheControl,
  });
  res.vary("Accept-Encoding");
  if (req.fresh) {
    res.status(304).end();
    return;
  }
  const small = encoded.bytes("identity").length < TOO_SMALL;
  const encoding = small ? "identity" : bestEncoding(req);
  if (encoding !== "identity") res.set("Content-Encoding", encoding);
  res.send(encoded.bytes(encoding));
}

function bestEncoding(req: Request): "br" | "gzip" | "identity" {
  if (req.acceptsEncodings("br") === "br") return "br";
  return req.acceptsEncodings("gzip") === "gzip" ? "gzip" : "identity";
}

function brotli(plain: Buffer, quality: number): Buffer {
  return brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
}
