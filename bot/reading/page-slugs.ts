// The names of articles and FAQs that lie in a tree, those that could not be parsed too.

/** A link to a broken file is not a second fault, so links are compared with paths, not with what was parsed. */
export function pageSlugs(paths: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    [...paths].flatMap((path) => /\/(?:faqs|articles\/[^/]+)\/([^/]+)\.md$/.exec(path)?.[1] ?? []),
  );
}
