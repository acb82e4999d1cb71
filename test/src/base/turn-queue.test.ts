// Order within a conversation, independence between them, and the bound on waiting.
import fc from "fast-check";
import { expect, it } from "vitest";
import { createTurnQueue } from "../../../src/base/turn-queue.ts";

it("runs jobs of one key one after another, whatever the order in which their waits end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.constantFrom("a", "b"), { maxLength: 12 }),
      async (s, keys) => {
        const inOrder = createTurnQueue();
        const running = new Set<string>();
        const done: Record<string, number[]> = { a: [], b: [] };
        const jobs = keys.map((key, index) =>
          inOrder(key, async () => {
            expect(running.has(key)).toBe(false);
            running.add(key);
            await s.schedule(Promise.resolve());
            running.delete(key);
            done[key]?.push(index);
          }),
        );
        await s.waitFor(Promise.all(jobs));
        for (const order of Object.values(done)) expect(order).toEqual(order.toSorted((l, r) => l - r));
        expect(Object.values(done).flat()).toHaveLength(keys.length);
      },
    ),
  );
});

it("goes on after a job that failed", async () => {
  const inOrder = createTurnQueue();
  const failed = inOrder("a", () => Promise.reject(new Error("no")));
  const next = inOrder("a", async () => "yes");
  await expect(failed).rejects.toThrow("no");
  await expect(next).resolves.toBe("yes");
});

it("refuses the hundred and first that waits for one key, and takes others", async () => {
  const inOrder = createTurnQueue();
  const gate = Promise.withResolvers<void>();
  const waiting = Array.from({ length: 100 }, () => inOrder("a", () => gate.promise));
  await expect(inOrder("a", async () => undefined)).rejects.toMatchObject({ code: "overloaded" });
  await expect(inOrder("b", async () => "taken")).resolves.toBe("taken");
  gate.resolve();
  await Promise.all(waiting);
  await expect(inOrder("a", async () => "free again")).resolves.toBe("free again");
});
