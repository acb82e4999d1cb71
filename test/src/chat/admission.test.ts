// One door for messages: an address that sends long ones lets others pass, and pays for what it sends.
import { describe, expect, it } from "vitest";
import { AppError } from "../../../src/base/errors.ts";
import { createAdmission } from "../../../src/chat/admission.ts";
import { createLimits } from "../../../src/http/limits.ts";

const ADDRESS = "192.0.2.1";
const SHORT = { type: "message" as const, text: "换卡" };
const LONG = { type: "message" as const, text: "换".repeat(4_000) };
const of = (n: number, activity: typeof SHORT, address = ADDRESS) => ({
  conversationId: `c${n}`,
  address,
  activity,
});

/** Begins jobs that last until they are let go, and tells which have begun. */
function jobs() {
  const gate = Promise.withResolvers<void>();
  const begun: string[] = [];
  return {
    begun,
    end: () => gate.resolve(),
    job: (name: string) => async () => {
      begun.push(name);
      await gate.promise;
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("the door of messages", () => {
  it("takes the long messages of one address one after another with a rest between, and others' at once", async () => {
    const rests: (() => void)[] = [];
    const rest = () => new Promise<void>((resolve) => rests.push(resolve));
    const admission = createAdmission(createLimits(), undefined, rest);
    const { begun, end, job } = jobs();
    const first = admission.message(of(1, LONG), job("first long"));
    const second = admission.message(of(2, LONG), job("second long"));
    const short = admission.message(of(3, SHORT), job("short"));
    const anothers = admission.message(of(4, LONG, "192.0.2.2"), job("another's long"));
    await settled();
    expect(begun.toSorted()).toEqual(["another's long", "first long", "short"]);
    end();
    await Promise.all([first, short, anothers]);
    await settled();
    expect(begun).toHaveLength(3);
    for (const over of rests) over();
    await second;
    expect(begun).toHaveLength(4);
  });

  it("takes few messages of one address at once, however many it sends, and a stranger's beside them", async () => {
    const admission = createAdmission(createLimits());
    const { begun, end, job } = jobs();
    const crowd = Array.from({ length: 29 }, (_, n) => admission.message(of(n, SHORT), job(`${n}`)));
    const stranger = admission.message(of(30, SHORT, "192.0.2.2"), job("stranger"));
    await settled();
    expect(begun).toEqual(["0", "1", "stranger"]);
    end();
    await Promise.all([...crowd, stranger]);
    expect(begun).toHaveLength(30);
  });

  it("lets twenty long messages of an address wait, and refuses more", async () => {
    const admission = createAdmission(createLimits(), undefined, async () => undefined);
    const { end, job } = jobs();
    const all = Array.from({ length: 22 }, (_, n) => admission.message(of(n, LONG), job(`${n}`)));
    const outcomes = Promise.allSettled(all);
    await settled();
    end();
    const refused = (await outcomes).filter(({ status }) => status === "rejected");
    expect(refused.map((one) => "reason" in one && one.reason.code)).toEqual(["overloaded", "overloaded"]);
  });

  it("lets an address send 320 kB in ten seconds, over all its conversations", async () => {
    const admission = createAdmission(createLimits());
    let taken = 0;
    for (let n = 0; n < 29; n += 1)
      await admission.message(of(n, LONG), async () => (taken += 1)).catch(() => undefined);
    expect(taken).toBe(26);
    const sent = admission.message(of(1, SHORT, "192.0.2.2"), async () => "taken");
    expect(await sent).toBe("taken");
  });

  it("lets three hundred merchants behind one address write at once", async () => {
    const admission = createAdmission(createLimits());
    let taken = 0;
    for (let n = 0; n < 300; n += 1) await admission.message(of(n, SHORT), async () => (taken += 1));
    expect(taken).toBe(300);
  });

  it("lets an address keep forty megabytes an hour, with the replies", async () => {
    const limits = createLimits();
    await limits.take("kept", ADDRESS, 40_000_000 - 3_000);
    const admission = createAdmission(limits);
    await admission.conversation(ADDRESS);
    await expect(admission.conversation(ADDRESS)).rejects.toMatchObject({ code: "rate-limited" });
    await expect(admission.message(of(1, SHORT), async () => "taken")).rejects.toMatchObject({
      code: "rate-limited",
    });
  });

  it("begins no conversation where there is no room to keep it", async () => {
    const full = new AppError("overloaded", { freeMb: 1 });
    const admission = createAdmission(createLimits(), async () => full);
    await expect(admission.conversation(ADDRESS)).rejects.toBe(full);
  });
});
