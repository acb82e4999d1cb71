// What is wrong with how a page is laid out, told by geometry alone: no font and no version of a browser decides it.

/**
 * Run in the page, so it is a text: these files are checked without the types of a browser. Answers a line for each fault:
 * what sticks out of the window or is cut off, texts and controls that lie on each other, controls too small to tap, and
 * fields that make a phone zoom in.
 */
export const LAYOUT_FAULTS = `(() => {
  const target = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--target"));
  const name = (one) => one.tagName.toLowerCase() + (one.className?.baseVal ?? one.className ? "." + String(one.className?.baseVal ?? one.className).replaceAll(" ", ".") : "") + " 「" + (one.textContent ?? "").trim().slice(0, 20) + "」";
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.closest(".visually-hidden, .skip, .quiet, .live");
  const faults = [];
  const OVERLAYS = ".menu, .newer"; // they lie above what is shown, and have a shadow to say so
  const scrolls = (one) => one.closest("table, pre") !== null;
  const within = (root, selector) => [...root.querySelectorAll("*")].flatMap((one) => [
    ...(one.matches(selector) ? [one] : []),
    ...(one.shadowRoot ? within(one.shadowRoot, selector) : []),
  ]);

  const all = within(document.body, "*").filter((one) => isShown(one) && !scrolls(one));
  for (const one of all) {
    const { left, right } = one.getBoundingClientRect();
    if (right > document.documentElement.clientWidth + 1 || left < -1) faults.push("sticks out: " + name(one));
    const style = getComputedStyle(one);
    if (style.overflowX === "hidden" && style.textOverflow !== "ellipsis" && one.scrollWidth > one.clientWidth + 1)
      faults.push("is cut off: " + name(one));
  }

  const tapped = "button, .button, select, textarea, summary, label.done, .chips a, .entries a, .links a, .brand, .site-nav a, .bar > *, .menu > *, li > a.channel, a.page, input:not([type=checkbox], [type=hidden])";
  for (const one of within(document.body, tapped)) {
    if (!isShown(one)) continue;
    const { height } = one.getBoundingClientRect();
    if (height < target - 0.5) faults.push("is " + Math.round(height) + " px high: " + name(one));
  }
  // Below that a phone zooms in on the field that is written into, whatever type its owner reads by.
  for (const one of within(document.body, "input:not([type=checkbox], [type=hidden]), select, textarea")) {
    const size = Number.parseFloat(getComputedStyle(one).fontSize);
    if (size < 16) faults.push("makes a phone zoom in, at " + size + " px: " + name(one));
  }

  for (const specimen of document.querySelectorAll(".specimen")) {
    const boxes = [];
    for (const one of within(specimen, "*")) {
      if (!isShown(one) || one.closest("svg") || scrolls(one)) continue;
      if (one.matches("button, .button, select, input, textarea")) boxes.push({ one, rects: [one.getBoundingClientRect()] });
      else if (!one.closest("button, .button, select"))
        for (const text of one.childNodes) {
          if (text.nodeType !== Node.TEXT_NODE || text.data.trim() === "") continue;
          const range = new Range();
          range.selectNodeContents(text);
          boxes.push({ one, rects: [...range.getClientRects()] });
        }
    }
    const flat = boxes.flatMap(({ one, rects }) => rects.map((rect) => ({ one, rect })));
    for (const [at, { one, rect }] of flat.entries())
      for (const { one: other, rect: under } of flat.slice(at + 1)) {
        if (one === other || one.contains(other) || other.contains(one)) continue;
        if (one.closest(OVERLAYS) !== other.closest(OVERLAYS)) continue;
        const wide = Math.min(rect.right, under.right) - Math.max(rect.left, under.left);
        const high = Math.min(rect.bottom, under.bottom) - Math.max(rect.top, under.top);
        if (wide > 2 && high > 4) faults.push("lie on each other: " + name(one) + " and " + name(other));
      }
  }
  return [...new Set(faults)];
})()`;
