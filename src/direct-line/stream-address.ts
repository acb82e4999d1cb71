// The address of a stream: what is written into it for a client, and what the upgrade reads out of it.
import type { Request } from "express";
import { AppError } from "../base/errors.ts";

/** Where Direct Line is mounted; clients know no other. */
export const BASE = "/v3/directline";

/** The client wants each activity in a frame of its own. */
const APART = "apart";
const STREAM_PATH = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/;

/** What stands in the address. */
export interface StreamAddress {
  /** Of the conversation, as it is written in an address. */
  readonly id: string;
  readonly ticket: string;
  readonly watermark: string | undefined;
  readonly apart: boolean;
}

/** An absolute `ws:` or `wss:` address at `origin`, for the client that asks. */
export function streamAddress(
  req: Pick<Request, "headers">,
  origin: string,
  { id, ticket, watermark }: Omit<StreamAddress, "apart">,
): string {
  const url = new URL(`${BASE}/conversations/${encodeURIComponent(id)}/stream`, origin);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.searchParams.set("t", ticket);
  if (watermark !== undefined) url.searchParams.set("watermark", watermark);
  if (isMicrosofts(req)) url.searchParams.set(APART, "1");
  return url.href;
}

/** Throws AppError `not-found` for any other address. */
export function readStreamAddress(address: string): StreamAddress {
  if (!URL.canParse(address, "http://stream")) throw new AppError("not-found");
  const { pathname, searchParams } = new URL(address, "http://stream");
  const id = STREAM_PATH.exec(pathname)?.[1];
  if (id === undefined) throw new AppError("not-found");
  return {
    id,
    ticket: searchParams.get("t") ?? "",
    watermark: searchParams.get("watermark") ?? undefined,
    apart: searchParams.has(APART),
  };
}

/**
 * DirectLineJS gives out the activities of a frame a tick each, and those of the next frame between them: what was said
 * last would stand before what it answers. It names itself in this header at every start and return.
 */
function isMicrosofts({ headers }: Pick<Request, "headers">): boolean {
  return headers["x-ms-bot-agent"] !== undefined;
}
