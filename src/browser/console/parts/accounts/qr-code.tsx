// The secret of an account as a picture for the app on a phone; black on white also at night, for cameras want it so.
import { qrOf } from "./qr.ts";

/** Cameras need four fields of white around it. */
const MARGIN = 4;

export function QrCode({ text, label }: { text: string; label: string }) {
  const rows = qrOf(text);
  const side = rows.length + 2 * MARGIN;
  const dark = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + MARGIN} ${y + MARGIN}h1v1h-1z`] : [])),
  );
  return (
    <svg
      class="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shape-rendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={dark.join("")} fill="#000" />
    </svg>
  );
}
