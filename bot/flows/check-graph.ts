// What only all turns together show: how far a person is, circles of taps, guides nobody can finish.
import type { Knowledge } from "../knowledge/knowledge.ts";
import { guideOnTop, stateName } from "./check-turn.ts";
import { type Explored, type Node, storyTo, type Tap } from "./explore.ts";
import type { Finding } from "./finding.ts";
import { isOfBefore } from "./roots.ts";

/** Taps; further away a merchant gives up and searches the web for a number. */
const FARTHEST_PERSON = 2;

export interface Distances {
  /** Taps from each node to a person or channel; Infinity where none leads there. */
  readonly taps: readonly number[];
  readonly farthest: number;
}

/**
 * Counts backwards from every tap that shows a person; what stands behind 「更多」 takes one more. A state not opened in full
 * is as far as the one like it.
 */
export function distancesToPerson({ nodes }: Explored): Distances {
  const taps = nodes.map(() => Number.POSITIVE_INFINITY);
  const before = nodes.map((): { readonly from: number; readonly folded: boolean }[] => []);
  const at = new Map<number, number[]>();
  const reach = (index: number, distance: number) => at.set(distance, [...(at.get(distance) ?? []), index]);
  for (const [index, node] of nodes.entries()) {
    for (const { to, person, folded } of node.taps) {
      before[nodes[to]?.like ?? to]?.push({ from: index, folded });
      if (person) reach(index, costOf(folded));
    }
  }
  for (let distance = 1; at.size > 0; distance += 1) {
    const reached = new Set(
      (at.get(distance) ?? []).filter((index) => taps[index] === Number.POSITIVE_INFINITY),
    );
    at.delete(distance);
    for (const index of reached) {
      taps[index] = distance;
      for (const { from, folded } of before[index] ?? []) reach(from, distance + costOf(folded));
    }
  }
  const opened = taps.filter((distance, index) => nodes[index]?.like === index && Number.isFinite(distance));
  return { taps, farthest: Math.max(0, ...opened) };
}

function costOf(folded: boolean): number {
  return folded ? 2 : 1;
}

/** Nodes too far from a person, nearest in turns first. Those without any choice are dead ends and told as such. */
export function checkDistances(
  { nodes }: Explored,
  { taps }: Distances,
  report: (finding: Finding) => void,
): void {
  for (const [index, node] of nodes.entries()) {
    const distance = taps[index] ?? 0;
    if (distance <= FARTHEST_PERSON || node.taps.length === 0 || node.like !== index) continue;
    const where = stateName(node.state);
    const story = storyTo(nodes, index);
    if (distance === Number.POSITIVE_INFINITY) {
      report({ where, rule: "loop", problem: "no taps lead to a person or an official channel", story });
    } else {
      const problem = `a person is ${distance} taps away, at most ${FARTHEST_PERSON}`;
      report({ where, rule: "far-from-person", problem, story });
    }
  }
}

/** Every provider's guide and every guide of its own, walked by taps alone from its first step to its end. */
export function checkGuideEnds(
  knowledge: Knowledge,
  { nodes }: Explored,
  report: (finding: Finding) => void,
): void {
  const entered = guidesEntered(nodes);
  for (const [name, start] of entered) {
    if (endsByTaps(nodes, start)) continue;
    const where = `guide ${name.replace(/\/$/, "")}`;
    report({ where, rule: "guide-end", problem: "no taps lead to its end", story: storyTo(nodes, start) });
  }
  const names = [...entered.keys()];
  const providers = [...knowledge.providers.keys()].filter(
    (id) => !names.some((name) => name.endsWith(`/${id}`)),
  );
  const guides = [...knowledge.guides.keys()].filter(
    (id) => !names.some((name) => name.startsWith(`${id}/`)),
  );
  const missing = [...providers.map((id) => `providers/${id}.md`), ...guides.map((id) => `guides/${id}.md`)];
  for (const where of missing) {
    report({ where, rule: "unreachable", problem: "nobody can begin its guide", story: [] });
  }
}

/** The first node in every guide, by guide and provider. */
function guidesEntered(nodes: readonly Node[]): ReadonlyMap<string, number> {
  const entered = new Map<string, number>();
  for (const [index, { state }] of nodes.entries()) {
    const frame = isOfBefore(state) ? undefined : guideOnTop(state);
    const name = frame && `${frame.guide}/${frame.provider ?? ""}`;
    if (name !== undefined && !entered.has(name)) entered.set(name, index);
  }
  return entered;
}

/** True when pressing 「下一步」 again and again leaves the guide otherwise than by giving up. */
function endsByTaps(nodes: readonly Node[], start: number): boolean {
  const seen = new Set<number>();
  let at = start;
  while (!seen.has(at)) {
    seen.add(at);
    const tap = nextTap(nodes[at]);
    if (!tap) return false;
    const after = nodes[tap.to];
    if (after && !guideOnTop(after.state)) return true;
    at = tap.to;
  }
  return false;
}

function nextTap(node: Node | undefined): Tap | undefined {
  const index = node?.state.offered.findIndex(
    ({ action }) => action.do === "command" && action.command === "next",
  );
  return index === undefined ? undefined : node?.taps[index];
}
