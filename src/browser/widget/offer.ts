// On a provider's page its steps are one tap away, until something was said or the talk is about them anyway.
import type { BotChannelData } from "../../base/wire.ts";

export interface Offer {
  /** The bot has said this. */
  heard(data: unknown): void;
  /** The merchant has said something. */
  said(): void;
  /** Another conversation. */
  reset(): void;
}

interface Parts {
  /** Its `provider` is whose page it is. */
  readonly context: Readonly<Record<string, string>>;
  readonly providerName: string | undefined;
  show(name: string | undefined): void;
}

export function createOffer({ context, providerName, show }: Parts): Offer {
  let spokenOf: string | undefined;
  let isOver = false;
  const update = () => show(isOver || spokenOf === context.provider ? undefined : providerName);
  return {
    heard(data) {
      spokenOf = (data as Partial<BotChannelData> | undefined)?.why?.provider ?? spokenOf;
      update();
    },
    said() {
      isOver = true;
      update();
    },
    reset() {
      spokenOf = undefined;
      isOver = false;
      update();
    },
  };
}
