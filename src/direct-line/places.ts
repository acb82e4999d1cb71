// How many streams may be open: per conversation, per address, and in all.
import { AppError } from "../base/errors.ts";
import { addressKeys } from "../http/client-address.ts";
import { createTally } from "../http/tally.ts";

/** Microsoft's client opens two more sockets after each refusal it meets; seven were seen. */
const PER_CONVERSATION = 16;
/** A wholesale market or a mobile network behind one address. */
const PER_ADDRESS = 2_000;
/** While it is crowded: a shop with several tills; a script opens thousands. */
const PER_ADDRESS_CROWDED = 20;
/** A provider's larger networks hold more customers than one, but not as many as fit in. */
const TIMES_OF_WIDER = [1, 4, 16] as const;
/** Some 8 kB each, and below what the HTTP server accepts, so that the refusal is an answer and no cut. */
const IN_ALL = 6_000;
const CROWDED = 0.5;
/** The rest is for addresses that have no stream yet. */
const FOR_REGULARS = 0.9;

export interface PlaceParts {
  /** False only on loopback for load tests: all their clients have one address. */
  readonly countAddresses: boolean;
  readonly inAll?: number;
  /** Whether something else than the places is running short. */
  readonly isCrowded?: () => boolean;
}

export interface Places {
  /**
   * Takes a place and answers the function that gives it back. Throws AppError `rate-limited` when this
   * conversation or address has its share, `overloaded` when all places are taken.
   */
  take(of: { conversationId: string; address: string }): () => void;
  /** Whether half of the places are taken. */
  isCrowded(): boolean;
}

export function createPlaces({
  countAddresses,
  inAll = IN_ALL,
  isCrowded = () => false,
}: PlaceParts): Places {
  const byConversation = createTally();
  const byAddress = createTally();
  let taken = 0;
  const isHalfTaken = () => taken >= inAll * CROWDED;

  /** Throws AppError when an address has its share. */
  function assertShare(keys: readonly string[], address: string): void {
    const most = isHalfTaken() || isCrowded() ? PER_ADDRESS_CROWDED : PER_ADDRESS;
    for (const [width, key] of keys.entries()) {
      if (byAddress.of(key) >= most * (TIMES_OF_WIDER[width] ?? 1))
        throw new AppError("rate-limited", { address, sockets: most });
    }
    const isNew = keys.every((key) => byAddress.of(key) === 0);
    if (!isNew && taken >= inAll * FOR_REGULARS) throw new AppError("overloaded", { sockets: taken });
  }

  return {
    isCrowded: isHalfTaken,
    take({ conversationId, address }) {
      if (taken >= inAll) throw new AppError("overloaded", { sockets: taken });
      if (byConversation.of(conversationId) >= PER_CONVERSATION)
        throw new AppError("rate-limited", { conversation: conversationId, sockets: PER_CONVERSATION });
      const keys = addressKeys(address);
      if (countAddresses) assertShare(keys, address);
      const change = (by: 1 | -1) => {
        taken += by;
        byConversation.add(conversationId, by);
        for (const key of keys) byAddress.add(key, by);
      };
      change(1);
      return () => change(-1);
    },
  };
}
