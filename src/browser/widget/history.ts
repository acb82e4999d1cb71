// Messages that were there before this page: not read aloud again, and shown from their end. They may come in parts.

const SETTLES_MS = 1_000;

export interface History {
  /** Whether what the stream brings next was there before. */
  expect(expected: boolean): void;
  /** Asked for each part; the quiet after the last one ends it. */
  isRunning(): boolean;
}

export function createHistory(log: HTMLElement): History {
  let isExpected = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function expect(expected: boolean): void {
    clearTimeout(timer);
    isExpected = expected;
    log.setAttribute("aria-live", expected ? "off" : "polite");
  }

  return {
    expect,
    isRunning() {
      clearTimeout(timer);
      if (isExpected) timer = setTimeout(expect, SETTLES_MS, false);
      return isExpected;
    },
  };
}
