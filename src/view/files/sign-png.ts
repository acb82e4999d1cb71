// The mark of the site as PNG, for phones and messengers that take no SVG: drawn from the tokens, point by point.
import { crc32, deflateSync } from "node:zlib";
import { token } from "../../base/design/design-tokens.ts";

type Colour = readonly [number, number, number];
/** How far a point is from a shape's edge, inside it negative; in units of which the mark is 32 wide. */
type Distance = (x: number, y: number) => number;
interface Layer {
  readonly distance: Distance;
  readonly colour: Colour;
  readonly opacity: number;
}

const UNITS = 32;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const colourOf = (hex: string): Colour => {
  const digits = hex.slice(1).replace(/^(.)(.)(.)$/, "$1$1$2$2$3$3");
  return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)) as unknown as Colour;
};

function roundedBox(left: number, top: number, right: number, bottom: number, radius: number): Distance {
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
  return (x, y) => {
    const dx = Math.abs(x - middleX) - (right - left) / 2 + radius;
    const dy = Math.abs(y - middleY) - (bottom - top) / 2 + radius;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
  };
}

function line(points: readonly (readonly [number, number])[], width: number): Distance {
  const segments = points.slice(1).map((to, index) => [points[index] ?? to, to] as const);
  return (x, y) =>
    Math.min(
      ...segments.map(([[ax, ay], [bx, by]]) => {
        const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
        const part = Math.min(1, Math.max(0, along));
        return Math.hypot(x - ax - part * (bx - ax), y - ay - part * (by - ay));
      }),
    ) -
    width / 2;
}

/** The card and its arrow, as in `favicon`. */
function layersOf(brand: string): readonly Layer[] {
  const [ground, paper, gold] = [colourOf(brand), colourOf(token("on-brand")), colourOf(token("gold"))];
  const card = roundedBox(6.5, 10.5, 25.5, 21.5, 2);
  const arrow = line(
    [
      [19, 18],
      [22.5, 21.5],
      [19, 25],
    ],
    2.2,
  );
  const shaft = line(
    [
      [13, 21.5],
      [22, 21.5],
    ],
    2.2,
  );
  return [
    { distance: (x, y) => Math.max(card(x, y), y - 15), colour: paper, opacity: 1 },
    { distance: (x, y) => Math.max(card(x, y), 18.5 - y), colour: paper, opacity: 0.55 },
    {
      distance: line(
        [
          [17, 18],
          [22.5, 21.5],
          [17, 25],
        ],
        5,
      ),
      colour: ground,
      opacity: 1,
    },
    { distance: (x, y) => Math.min(arrow(x, y), shaft(x, y)), colour: gold, opacity: 1 },
  ];
}

/** The mark in the middle of its colour; `share` is how much of the height it takes. */
export function signPng(width: number, height: number, { brand = token("brand"), share = 1 } = {}): Buffer {
  const layers = layersOf(brand);
  const ground = colourOf(brand);
  const scale = UNITS / (height * share);
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const x = (column + 0.5 - width / 2) * scale + UNITS / 2;
      const y = (row + 0.5 - height / 2) * scale + UNITS / 2;
      const colour = layers.reduce<Colour>((under, { distance, colour: over, opacity }) => {
        const cover = Math.min(1, Math.max(0, 0.5 - distance(x, y) / scale)) * opacity;
        return under.map((value, index) => value + ((over[index] ?? 0) - value) * cover) as unknown as Colour;
      }, ground);
      colour.forEach((value, index) => {
        rows[row * (width * 3 + 1) + 1 + column * 3 + index] = Math.round(value);
      });
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8); // eight bits, red green blue
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
