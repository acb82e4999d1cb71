// What the menu of the chat opens below the header.

export interface Panel {
  /** Hidden until it is opened. */
  readonly element: HTMLElement;
  open(): void;
}

export type Panels = Readonly<Record<"move" | "end", Panel>>;
