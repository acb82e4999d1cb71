// How many streams may be open: per conversation, per address, and in all.
import { AppError } from "../base/errors.ts";
import { createTally } from "../http/tally.ts";

/** Microsoft's client opens two more sockets after each refusal it meets; seven were seen. */
const PER_CONVERSATION = 16;
/** A shop with several tills behind one address; a script opens thousands. */
const PER_ADDRESS = 20;
/** Some 8 kB each, and below what the HTTP server accepts, so that the refusal is an answer and no cut. */
const IN_ALL = 6_000;

export interface PlaceParts {
  /** False only on loopback for load tests: all their clients have one address. */
  readonly countAddresses: boolean;
  readonly inAll?: number;
}

export interface Places {
  /**
   * Takes a place and answers the function that gives it back. Throws AppError `rate-limited` when this
   * conversation or address has its share, `overloaded` when all places are taken.
   */
  take(of: { conversationId: string; address: string }): () => void;
}

export function createPlaces({ countAddresses, inAll = IN_ALL }: PlaceParts): Places {
  const byConversation = createTally();
  const byAddress = createTally();
  let taken = 0;
  return {
    take({ conversationId, address }) {
      if (taken >= inAll) throw new AppError("overloaded", { sockets: taken });
      if (byConversation.of(conversationId) >= PER_CONVERSATION)
        throw new AppError("rate-limited", { conversation: conversationId, sockets: PER_CONVERSATION });
      if (countAddresses && byAddress.of(address) >= PER_ADDRESS)
        throw new AppError("rate-limited", { address, sockets: PER_ADDRESS });
      taken += 1;
      byConversation.add(conversationId, 1);
      byAddress.add(address, 1);
      return () => {
        taken -= 1;
        byConversation.add(conversationId, -1);
        byAddress.add(address, -1);
      };
    },
  };
}
