// Whose connection it is: the address that limits are counted by.
import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

const IPV4_MAPPED = /^::ffff:(?=\d+\.)/i;
/** A provider gives each customer at least this much of the address; the rest is theirs to change at will. */
const CUSTOMER_GROUPS = 4;
const GROUPS = 8;

/**
 * The address behind as many proxies as the operator said stand in front, read from the right end of
 * X-Forwarded-For: what stands further left was written by the client.
 */
export function clientAddress(req: IncomingMessage, trustProxy: number): string {
  const forwarded = req.headers["x-forwarded-for"];
  const named = (Array.isArray(forwarded) ? forwarded.join(",") : (forwarded ?? ""))
    .split(",")
    .flatMap((part) => part.trim() || [])
    .reverse();
  const chain = [req.socket.remoteAddress ?? "", ...named];
  return chain[Math.min(trustProxy, chain.length - 1)] ?? "";
}

/** One key for one customer: an IPv4 address, or the first 64 bits of an IPv6 address. */
export function addressKey(address: string): string {
  const plain = address.replace(IPV4_MAPPED, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = (plain.split("%", 1)[0] ?? "").split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, GROUPS - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => "0"), ...right];
  return `${groups
    .slice(0, CUSTOMER_GROUPS)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
