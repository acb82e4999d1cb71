// Tickets that open a stream: each once, on whichever node, so that an address that somebody reads in a log opens nothing.
import { randomUUID } from "node:crypto";
import { AppError } from "../base/errors.ts";
import { TICKET_SECONDS, type TokenClaims, type Tokens } from "../http/tokens.ts";
import type { ThrottleStore } from "../storage/desk/throttle-store.ts";

const TICKET_MS = TICKET_SECONDS * 1_000;
/** Nodes' clocks differ: what one holds for expired, another may still take. */
const REMEMBERED_SECONDS = 2 * TICKET_SECONDS;

export interface Tickets {
  issue(claims: TokenClaims): Promise<string>;
  /** Throws AppError as `Tokens.verifyTicket` does, and `forbidden` for one that was used before. */
  use(ticket: string): Promise<TokenClaims>;
}

/**
 * `nodes` counts uses for all nodes over one database; absent where this process is the only one. What is used is
 * remembered here first: then an earlier process's tickets count as used, as nobody knows any more whether they were.
 */
export function createTickets(
  tokens: Pick<Tokens, "issueTicket" | "verifyTicket">,
  nodes?: Pick<ThrottleStore, "count">,
): Tickets {
  const ours = randomUUID();
  const used = new Map<string, number>();

  function isFirstHere(id: string): boolean {
    const nowMs = performance.now();
    for (const [oldest, atMs] of used) {
      if (nowMs - atMs <= TICKET_MS) break;
      used.delete(oldest);
    }
    if (used.has(id)) return false;
    used.set(id, nowMs);
    return true;
  }

  async function isFirstOfAll(id: string): Promise<boolean> {
    if (!nodes) return id.startsWith(ours);
    const window = { now: new Date(), seconds: REMEMBERED_SECONDS };
    return nodes.count(`stream ${id}`, window).then(
      ({ points }) => points === 1,
      // Nothing can be written now; who chats goes on reading, and this node at least remembers.
      () => true,
    );
  }

  return {
    issue: (claims) => tokens.issueTicket(claims, `${ours}.${randomUUID()}`),
    async use(ticket) {
      const { id, claims } = await tokens.verifyTicket(ticket);
      if (!isFirstHere(id) || !(await isFirstOfAll(id)))
        throw new AppError("forbidden", { conversation: claims.conversationId, ticket: "used" });
      return claims;
    },
  };
}
