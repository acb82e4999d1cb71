// Two pictures of the same thing, and where they differ, as a picture: compared by a canvas, so that no package is needed.
import type { Page } from "playwright-core";

/**
 * Run in a page. What is alike is drawn faintly, what differs in red. A point counts as differing when a colour is off by
 * more than a rounding of its edge.
 */
const COMPARE = `async ([before, now]) => {
  const [one, other] = await Promise.all([before, now].map(async (data) => {
    const image = new Image();
    image.src = "data:image/png;base64," + data;
    await image.decode();
    return image;
  }));
  const [width, height] = [Math.max(one.width, other.width), Math.max(one.height, other.height)];
  const pointsOf = (image) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, width, height);
  };
  const [a, b] = [pointsOf(one), pointsOf(other)];
  let differing = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    const isOff = [0, 1, 2, 3].some((more) => Math.abs(a.data[at + more] - b.data[at + more]) > 8);
    if (isOff) differing += 1;
    b.data.set(isOff ? [200, 0, 40, 255] : [b.data[at], b.data[at + 1], b.data[at + 2], 60], at);
  }
  if (differing === 0) return "";
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext("2d").putImageData(b, 0, 0);
  return canvas.toDataURL("image/png").split(",")[1];
}`;

/** Undefined where nobody could tell them apart. */
export async function differenceOf(page: Page, before: Buffer, now: Buffer): Promise<Buffer | undefined> {
  if (before.equals(now)) return undefined;
  const given = JSON.stringify([before, now].map((picture) => picture.toString("base64")));
  const difference = await page.evaluate<string>(`(${COMPARE})(${given})`);
  return difference === "" ? undefined : Buffer.from(difference, "base64");
}
