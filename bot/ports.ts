// Types only: what a turn is given and what it asks of the world. src/ supplies and carries out.

/** Kinds of secrets the masker knows; named in the bot's warning, counted in metrics, never their text. */
export type SecretKind =
  | "pan"
  | "cvv"
  | "expiry"
  | "otp"
  | "password"
  | "id-card"
  | "permit"
  | "mobile"
  | "account"
  | "email";

export type TurnEvent =
  /** The merchant opened the chat: greet, offer choices. */
  | { readonly kind: "joined" }
  /** `text` is already masked; `secrets` says what was found in it. `page` is the provider whose page is looked at. */
  | {
      readonly kind: "message";
      readonly text: string;
      readonly secrets: readonly SecretKind[];
      readonly page?: string | undefined;
    }
  /** A person had spoken, or was waited for, and the bot speaks again. */
  | { readonly kind: "returned"; readonly by: ReturnedBy };

/** Who gave the word back: a person whose part is done or who leaves it open, or the merchant. */
export type ReturnedBy = "solved" | "released" | "merchant";

/** Where a merchant stands who waits for a person. What the bot says of it is kept with the reply, so that it replays. */
export interface DeskView {
  /** `HK-4F7Q-2M9C` */
  readonly reference: string;
  /** 1 is next. */
  readonly position: number;
  /** Nobody is at the desk now. `opensAt`: a UTC timestamp, where it is known and not guessed. */
  readonly closed?: { readonly opensAt?: string };
}

export type EscalationReason = "asked" | "two-misses" | "stuck-twice" | "scam";

/** What a turn wants done; committed in the same transaction as its replies. */
export type Effect = {
  readonly kind: "escalate";
  readonly reason: EscalationReason;
  readonly provider?: string;
  readonly step?: string;
};
