// What was searched for on this device, and nowhere else: never a text with a digit in it, for that may be a number of
// the person's own. A browser that refuses storage remembers nothing.
const KEY = "huanka.searches";
const MOST = 5;
const LONGEST = 40; // characters; more is a message, not a search
/** In any script, and three characters that are digits: a number may be typed as ６２ or as 六二一. */
const NUMBER = /\p{Nd}|[零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖]{3}/u;

export const mayKeep = (query: string) => query !== "" && query.length <= LONGEST && !NUMBER.test(query);

/** Newest first. */
export function searches(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string" && mayKeep(one)) : [];
  } catch {
    return [];
  }
}

export function rememberSearch(query: string): void {
  if (!mayKeep(query)) return;
  const kept = [query, ...searches().filter((one) => one !== query)].slice(0, MOST);
  attempt(() => localStorage.setItem(KEY, JSON.stringify(kept)));
}

export function forgetSearches(): void {
  attempt(() => localStorage.removeItem(KEY));
}

/** A browser that refuses storage is no error. */
export function attempt(write: () => void): void {
  try {
    write();
  } catch {
    // The device keeps nothing then.
  }
}
