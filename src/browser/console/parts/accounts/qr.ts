// A QR code of a short text, drawn here so that the secret of an account goes to nobody: bytes, versions 1 to 9, level L.
// The steps and numbers are those of ISO/IEC 18004.

/** Codewords of data in all, of correction in each block, and how many blocks of one length; by version. */
const SIZES = [
  [19, 7, 1],
  [34, 10, 1],
  [55, 15, 1],
  [80, 20, 1],
  [108, 26, 1],
  [136, 18, 2],
  [156, 20, 2],
  [194, 24, 2],
  [232, 30, 2],
] as const;
/** Between the first and the last centre of an alignment pattern, from version 7 on. */
const FIRST_WITH_VERSION = 7;
const MODE_AND_COUNT_BYTES = 2;
const PADDING = [0xec, 0x11];

type Grid = (boolean | undefined)[][];

/** Rows of dark and light. Throws for a text of more than 230 bytes. */
export function qrOf(text: string): readonly (readonly boolean[])[] {
  const bytes = new TextEncoder().encode(text);
  const version = SIZES.findIndex(([data]) => bytes.length + MODE_AND_COUNT_BYTES <= data) + 1;
  const size = SIZES[version - 1];
  if (!size) throw new Error(`${bytes.length} bytes are too many for a QR code of ours`);
  const grid = patterns(version);
  fill(grid, codewords(bytes, size));
  return grid.map((row) => row.map((dark) => dark === true));
}

/** Mode 4 for bytes, their number, they themselves, an end, and padding; then each block with its correction, interleaved. */
function codewords(bytes: Uint8Array, [data, correction, blocks]: (typeof SIZES)[number]): number[] {
  const nibbles = [
    4,
    bytes.length >> 4,
    bytes.length & 15,
    ...[...bytes].flatMap((b) => [b >> 4, b & 15]),
    0,
  ];
  const words = nibbles.flatMap((high, at) => (at % 2 === 0 ? [(high << 4) | (nibbles[at + 1] ?? 0)] : []));
  while (words.length < data) words.push(PADDING[(words.length - bytes.length) % 2] ?? 0);
  const length = data / blocks;
  const parts = Array.from({ length: blocks }, (_, at) => words.slice(at * length, (at + 1) * length));
  return [...interleaved(parts), ...interleaved(parts.map((part) => remainder(part, correction)))];
}

function interleaved(parts: readonly (readonly number[])[]): number[] {
  return (parts[0] ?? []).flatMap((_, at) => parts.map((part) => part[at] ?? 0));
}

/** In the field of 256 elements over x⁸+x⁴+x³+x²+1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ (product >> 7 === 1 ? 0x11d : 0);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

/** Of Reed and Solomon: what is left of the words after division by the polynomial of that degree. */
function remainder(words: readonly number[], degree: number): number[] {
  let divisor = [1];
  for (let power = 0, root = 1; power < degree; power += 1, root = times(root, 2)) {
    const shifted = [...divisor, 0];
    divisor = shifted.map((factor, at) => factor ^ (at === 0 ? 0 : times(divisor[at - 1] ?? 0, root)));
  }
  let rest: number[] = Array(degree).fill(0);
  for (const word of words) {
    const first = word ^ (rest[0] ?? 0);
    rest = [...rest.slice(1), 0].map((value, at) => value ^ times(divisor[at + 1] ?? 0, first));
  }
  return rest;
}

/** Everything that is no data: finders, timing, alignment, format and version. */
function patterns(version: number): Grid {
  const side = 17 + 4 * version;
  const grid: Grid = Array.from({ length: side }, () => Array(side).fill(undefined));
  const set = (row: number, column: number, dark: boolean) => {
    const line = grid[row];
    if (line && column >= 0 && column < side) line[column] = dark;
  };
  const square = (row: number, column: number, reach: number, isDark: (ring: number) => boolean) => {
    for (let y = -reach; y <= reach; y += 1)
      for (let x = -reach; x <= reach; x += 1)
        set(row + y, column + x, isDark(Math.max(Math.abs(x), Math.abs(y))));
  };
  for (let at = 0; at < side; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  for (const [row, column] of [
    [3, 3],
    [3, side - 4],
    [side - 4, 3],
  ] as const)
    square(row, column, 4, (ring) => ring !== 2 && ring !== 4);
  const last = side - 7;
  const centres = version === 1 ? [] : version < FIRST_WITH_VERSION ? [6, last] : [6, (6 + last) / 2, last];
  for (const row of centres)
    for (const column of centres)
      if (
        ![row, column].includes(6) ||
        (row !== column && row !== last && column !== last && centres.length > 2)
      )
        square(row, column, 2, (ring) => ring !== 1);
  signed(grid, version, set);
  return grid;
}

/** Level L and mask 0, and from version 7 on the version, each with its own correction. */
function signed(
  grid: Grid,
  version: number,
  set: (row: number, column: number, dark: boolean) => void,
): void {
  const side = grid.length;
  const format = checked(0b01000, 10, 0x537) ^ 0x5412;
  for (let bit = 0; bit < 15; bit += 1) {
    const dark = ((format >> bit) & 1) === 1;
    const along = bit < 6 ? bit : bit < 8 ? bit + 1 : side - 15 + bit;
    set(along, 8, dark);
    const across = bit < 8 ? side - 1 - bit : bit === 8 ? 7 : 14 - bit;
    set(8, across, dark);
  }
  set(side - 8, 8, true);
  if (version < FIRST_WITH_VERSION) return;
  const told = checked(version, 12, 0x1f25);
  for (let bit = 0; bit < 18; bit += 1) {
    const dark = ((told >> bit) & 1) === 1;
    const [near, far] = [Math.floor(bit / 3), side - 11 + (bit % 3)];
    set(near, far, dark);
    set(far, near, dark);
  }
}

/** A number with the remainder of its division behind it. */
function checked(value: number, bits: number, divisor: number): number {
  let rest = value;
  for (let bit = 0; bit < bits; bit += 1) rest = (rest << 1) ^ ((rest >> (bits - 1)) * divisor);
  return (value << bits) | rest;
}

/** Beside what is there already; mask 0 turns every other field. */
function fill(grid: Grid, words: readonly number[]): void {
  let bit = 0;
  for (const [row, column] of pathOver(grid.length)) {
    const line = grid[row];
    if (!line || line[column] !== undefined) continue;
    const dark = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
    line[column] = dark !== ((row + column) % 2 === 0);
    bit += 1;
  }
}

/** Two columns at a time from the right, up and down in turn, leaving out the column of the timing. */
function pathOver(side: number): (readonly [row: number, column: number])[] {
  const pairs = Array.from({ length: (side - 1) / 2 }, (_, at) => side - 1 - 2 * at);
  return pairs.flatMap((even, at) => {
    const right = even <= 6 ? even - 1 : even;
    return Array.from({ length: side }, (_, step) => (at % 2 === 0 ? side - 1 - step : step)).flatMap(
      (row) => [[row, right] as const, [row, right - 1] as const],
    );
  });
}
