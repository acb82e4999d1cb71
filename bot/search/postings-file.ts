// Postings as one small file and back: sorted terms, then differences and counts as bytes that mostly are 0 or 1.
import type { FieldPostings, Postings } from "./postings.ts";

/** First bytes of every file; the last one rises with the format. */
const MAGIC = [0x68, 0x6b, 0x69, 0x01];
const SEVEN_BITS = 0x7f;
const MORE = 0x80;

/**
 * Counts are kept, not weights: most counts are 1 and vanish under gzip, and the weights worked out from them on
 * loading are exact, where weights of eight bits are not.
 */
export function encodePostings({ terms, documentCount, fields }: Postings): Uint8Array {
  const text = new TextEncoder().encode(terms.join("\n"));
  const streams = fields.flatMap((field) => [
    numbers(differences(field.starts)),
    numbers(gaps(field)),
    numbers(field.counts),
    numbers(field.lengths),
  ]);
  const head = numbers([documentCount, terms.length, fields.length, text.length]);
  const sizes = numbers(fields.map(({ documents }) => documents.length));
  return joined([Uint8Array.from(MAGIC), head, sizes, text, ...streams]);
}

/** Throws on a file that is not one of ours or was cut short, so that it is built again. */
export function decodePostings(bytes: Uint8Array): Postings {
  if (MAGIC.some((byte, at) => bytes[at] !== byte))
    throw new Error("this is no search index of this version");
  const reader = { bytes, at: MAGIC.length };
  const [documentCount = 0, termCount = 0, fieldCount = 0, textLength = 0] = take(reader, 4);
  const sizes = take(reader, fieldCount);
  const text = new TextDecoder().decode(bytes.subarray(reader.at, reader.at + textLength));
  const terms = termCount === 0 ? [] : text.split("\n");
  reader.at += textLength;
  const fields = Array.from(sizes, (size) => {
    const starts = summed(take(reader, termCount + 1));
    const documents = take(reader, size);
    for (let term = 0; term < termCount; term += 1)
      sumRange(documents, starts[term] ?? 0, starts[term + 1] ?? 0);
    return { starts, documents, counts: take(reader, size), lengths: take(reader, documentCount) };
  });
  if (reader.at !== bytes.length || terms.length !== termCount)
    throw new Error("the search index is cut short");
  return { terms, documentCount, fields };
}

function differences(sums: Uint32Array): Uint32Array {
  return sums.map((sum, at) => sum - (sums[at - 1] ?? 0));
}

/** From each document of a term to the next; the first from zero. */
function gaps({ starts, documents }: FieldPostings): Uint32Array {
  const result = differences(documents);
  for (const start of starts) if (start < documents.length) result[start] = documents[start] ?? 0;
  return result;
}

function summed(values: Uint32Array): Uint32Array {
  sumRange(values, 0, values.length);
  return values;
}

function sumRange(values: Uint32Array, from: number, to: number): void {
  for (let at = from + 1; at < to; at += 1) values[at] = (values[at] ?? 0) + (values[at - 1] ?? 0);
}

/** Whole numbers, seven bits a byte, low bits first; the high bit says that more follows. */
function numbers(values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(values.length * 5); // 32 bits take five bytes at most
  let at = 0;
  for (let index = 0; index < values.length; index += 1) {
    let rest = values[index] ?? 0;
    while (rest > SEVEN_BITS) {
      bytes[at++] = (rest & SEVEN_BITS) | MORE;
      rest >>>= 7;
    }
    bytes[at++] = rest;
  }
  return bytes.subarray(0, at);
}

function take(reader: { readonly bytes: Uint8Array; at: number }, count: number): Uint32Array {
  const { bytes } = reader;
  if (count > bytes.length) throw new Error("the search index is damaged");
  const values = new Uint32Array(count);
  let at = reader.at;
  for (let index = 0; index < count; index += 1) {
    let byte = bytes[at++] ?? 0;
    let value = byte & SEVEN_BITS;
    for (let shift = 7; byte >= MORE; shift += 7) {
      byte = bytes[at++] ?? 0;
      value |= (byte & SEVEN_BITS) << shift;
    }
    values[index] = value;
  }
  reader.at = at;
  return values;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
