// What the page around the chat and the chat are to each other.
import type { Texts } from "./texts.ts";

/** What the page around the chat supplies. */
export interface ChatPage {
  readonly host: HTMLElement;
  readonly locale: string;
  /** Other words than the Chinese. */
  readonly texts: Texts | undefined;
  /** Sent along with each message, so that the bot knows what the merchant is looking at. */
  readonly context: Readonly<Record<string, string>>;
  /** Of the provider whose page it is. */
  readonly providerName: string | undefined;
  /** What the site calls itself, if not by our name. */
  readonly siteName: string | undefined;
  onToggle(open: boolean): void;
  onUnread(count: number): void;
}

export interface Chat {
  /** `focus` is false when a page reopens the chat by itself. */
  open(focus: boolean): void;
  close(): void;
  isOpen(): boolean;
  /** Opens the chat and says the text as if the merchant had typed it. */
  say(text: string): void;
  /** Puts words into an empty input, to be sent or changed. */
  suggest(text: string): void;
}
