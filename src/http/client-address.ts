// Whose connection it is: the address that limits are counted by.
import type { IncomingMessage } from "node:http";
import { isIP, isIPv6 } from "node:net";

const IPV4_MAPPED = /^::ffff:(?=\d+\.)/i;
/** Some proxies write the port too: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const WITH_PORT = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/;
const GROUPS = 8;
/** Bits of an IPv6 address that are one customer's, and those that a provider gives to larger ones; the rest is theirs to change. */
const PREFIXES = [64, 56, 48] as const;
const BITS_PER_GROUP = 16;
const HALF_GROUP = 8;

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

/** One key for one customer: an IPv4 address, or the first 64 bits of an IPv6 address. Ports and zones do not count. */
export function addressKey(address: string): string {
  return addressKeys(address)[0] ?? "";
}

/**
 * The keys that an address counts for, the narrowest first: an IPv4 address is one, an IPv6 address lies in a network of
 * 64 bits, which lies in larger ones that one customer may hold too.
 */
export function addressKeys(address: string): readonly string[] {
  const match = WITH_PORT.exec(address.trim());
  const plain = (match?.[1] ?? match?.[2] ?? address.trim()).replace(IPV4_MAPPED, "").split("%", 1)[0] ?? "";
  // Whatever else a proxy writes there names nobody.
  if (isIP(plain) === 0) return ["unknown"];
  if (!isIPv6(plain)) return [plain];
  const [head = "", tail] = plain.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, GROUPS - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => "0"), ...right].map((group) =>
    Number.parseInt(group, 16),
  );
  return PREFIXES.map((bits) => `${prefixOf(groups, bits)}::/${bits}`);
}

function prefixOf(groups: readonly number[], bits: number): string {
  return groups
    .slice(0, Math.ceil(bits / BITS_PER_GROUP))
    .map((group, index) => {
      const isHalf = (index + 1) * BITS_PER_GROUP > bits;
      return (isHalf ? (group >> HALF_GROUP) << HALF_GROUP : group).toString(16);
    })
    .join(":");
}
