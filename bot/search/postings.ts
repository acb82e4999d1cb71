// lunr reads the documents; what it counted is kept as postings in typed arrays, and lunr's own objects are dropped.
import lunr from "lunr";

export interface FieldPostings {
  /** Where each term's postings begin; one entry more than there are terms. */
  readonly starts: Uint32Array;
  /** Documents of each posting, ascending within a term. */
  readonly documents: Uint32Array;
  /** How often the term stands in that document. */
  readonly counts: Uint32Array;
  /** Terms of each document. */
  readonly lengths: Uint32Array;
}

export interface Postings {
  /** Sorted; a term's place is its number. */
  readonly terms: readonly string[];
  readonly documentCount: number;
  readonly fields: readonly FieldPostings[];
}

/** The terms of one document, one list for each field. */
export type DocumentTerms = readonly (readonly string[])[];

/** lunr's cost and memory grow with what one builder holds; counts of a document do not depend on its neighbours. */
const DOCUMENTS_PER_BUILDER = 500;

/** What lunr.Builder knows of the documents that were added; its type declarations leave this out. */
interface Counted {
  readonly fieldTermFrequencies: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly fieldLengths: Readonly<Record<string, number>>;
}

/** One row for each term of each document, in order of documents. */
interface Rows {
  readonly terms: number[];
  readonly documents: number[];
  readonly counts: number[];
  readonly lengths: number[];
}

/**
 * An empty lunr builder whose fields arrive as lists of finished terms: its own trimmer and stemmer would empty
 * Chinese words. Also the oracle of the tests, which score with it as it is.
 */
export function lunrBuilder(
  fields: readonly { readonly name: string; readonly boost: number }[],
): lunr.Builder {
  const builder = new lunr.Builder();
  builder.tokenizer = ((terms: readonly string[]) => terms.map((term) => new lunr.Token(term, {}))) as never;
  builder.ref("key");
  for (const { name, boost } of fields) builder.field(name, { boost });
  return builder;
}

/** Counts terms with lunr, some documents at a time, so that the peak of memory does not grow with the content. */
export function buildPostings(documents: readonly DocumentTerms[], fieldCount: number): Postings {
  const numbers = new Map<string, number>();
  const rows = Array.from({ length: fieldCount }, (): Rows => {
    return { terms: [], documents: [], counts: [], lengths: [] };
  });
  for (let from = 0; from < documents.length; from += DOCUMENTS_PER_BUILDER) {
    const slice = documents.slice(from, from + DOCUMENTS_PER_BUILDER);
    addRows(rows, countTerms(slice, fieldCount), { from, size: slice.length }, numbers);
  }
  const terms = [...numbers.keys()].sort();
  const places = new Uint32Array(terms.length);
  for (const [place, term] of terms.entries()) places[numbers.get(term) ?? 0] = place;
  const fields = rows.map((field) => byTerm(field, places));
  return { terms, documentCount: documents.length, fields };
}

function countTerms(documents: readonly DocumentTerms[], fieldCount: number): Counted {
  const names = Array.from({ length: fieldCount }, (_, field) => String(field));
  const builder = lunrBuilder(names.map((name) => ({ name, boost: 1 })));
  for (const [key, fields] of documents.entries()) builder.add({ key: String(key), ...fields });
  return builder as unknown as Counted;
}

function addRows(
  rows: readonly Rows[],
  { fieldTermFrequencies, fieldLengths }: Counted,
  { from, size }: { from: number; size: number },
  numbers: Map<string, number>,
): void {
  for (let key = 0; key < size; key += 1) {
    for (const [name, { terms, documents, counts, lengths }] of rows.entries()) {
      const fieldRef = `${name}/${key}`;
      lengths.push(fieldLengths[fieldRef] ?? 0);
      for (const [term, count] of Object.entries(fieldTermFrequencies[fieldRef] ?? {})) {
        const number = numbers.get(term) ?? numbers.size;
        if (number === numbers.size) numbers.set(term, number);
        terms.push(number);
        documents.push(from + key);
        counts.push(count);
      }
    }
  }
}

/** Counting sort by the term's place; rows come by document, so documents stay ascending. */
function byTerm({ terms, documents, counts, lengths }: Rows, places: Uint32Array): FieldPostings {
  const starts = new Uint32Array(places.length + 1);
  const placeOf = (row: number) => places[terms[row] ?? 0] ?? 0;
  for (let row = 0; row < terms.length; row += 1)
    starts[placeOf(row) + 1] = (starts[placeOf(row) + 1] ?? 0) + 1;
  for (let place = 0; place < places.length; place += 1) {
    starts[place + 1] = (starts[place + 1] ?? 0) + (starts[place] ?? 0);
  }
  const next = starts.slice();
  const sorted = { documents: new Uint32Array(terms.length), counts: new Uint32Array(terms.length) };
  for (let row = 0; row < terms.length; row += 1) {
    const place = placeOf(row);
    const at = next[place] ?? 0;
    sorted.documents[at] = documents[row] ?? 0;
    sorted.counts[at] = counts[row] ?? 0;
    next[place] = at + 1;
  }
  return { starts, ...sorted, lengths: Uint32Array.from(lengths) };
}
