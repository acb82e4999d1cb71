// What one address, one conversation and all together may ask for, and who waits when it is too much.
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPlaces } from "../../../src/direct-line/places.ts";
import { addressKey, clientAddress } from "../../../src/http/client-address.ts";
import { createLimits } from "../../../src/http/limits.ts";
import { createShedding } from "../../../src/http/shedding.ts";

const limited = expect.objectContaining({ code: "rate-limited" });
const overloaded = expect.objectContaining({ code: "overloaded" });

describe("the limits on conversations", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const open = async (limits: ReturnType<typeof createLimits>, address: string, times: number) => {
    let opened = 0;
    for (let n = 0; n < times; n += 1) {
      await limits.take("conversation", address).then(
        () => (opened += 1),
        (refused: unknown) => expect(refused).toEqual(limited),
      );
    }
    return opened;
  };

  it("are ten a minute and thirty an hour for one address, whatever it does", async () => {
    const limits = createLimits();
    const perMinute: number[] = [];
    for (let minute = 0; minute < 5; minute += 1) {
      perMinute.push(await open(limits, "192.0.2.1", 40));
      vi.advanceTimersByTime(61_000);
    }
    expect(perMinute).toEqual([10, 10, 10, 0, 0]);
    expect(await open(limits, "192.0.2.2", 1)).toBe(1);
    vi.advanceTimersByTime(3_600_000);
    expect(await open(limits, "192.0.2.1", 1)).toBe(1);
  });

  it("name the whole seconds after which to come again", async () => {
    const limits = createLimits();
    await open(limits, "192.0.2.1", 10);
    await expect(limits.take("conversation", "192.0.2.1")).rejects.toMatchObject({
      details: { retryAfterSeconds: 60 },
    });
  });

  it("have a ceiling for all addresses together, from which those who are refused take nothing", async () => {
    const limits = createLimits();
    await open(limits, "192.0.2.1", 2_000);
    let opened = 0;
    for (let host = 0; host < 300; host += 1)
      opened += await open(limits, `10.0.${host >> 8}.${host & 255}`, 5);
    expect(opened).toBe(1_200 - 10);
  });
});

describe("the limits on what one visitor does", () => {
  it.each([
    ["message", "cnv_a", "cnv_b", 10],
    ["resume", "192.0.2.1", "192.0.2.2", 5],
    ["feedback", "192.0.2.1", "192.0.2.2", 10],
  ] as const)("hold for each kind apart and for one key: %s", async (kind, mine, other, most) => {
    const limits = createLimits();
    for (let n = 0; n < most; n += 1) await limits.take(kind, mine);
    await expect(limits.take(kind, mine)).rejects.toEqual(limited);
    await limits.take(kind, other);
    await limits.take("conversation", mine);
  });

  it("count a customer's whole IPv6 network as one, but a conversation's id as it stands", async () => {
    const limits = createLimits();
    for (let host = 1; host <= 5; host += 1) await limits.take("resume", `2001:db8::${host}`);
    await expect(limits.take("resume", "2001:db8::ffff")).rejects.toEqual(limited);
    for (let host = 1; host <= 20; host += 1) await limits.take("message", `2001:db8::${host}`);
  });
});

describe("an address", () => {
  const request = (forwarded: string | undefined) => {
    const socket = new Socket();
    Object.defineProperty(socket, "remoteAddress", { value: "10.0.0.9" });
    const req = new IncomingMessage(socket);
    if (forwarded !== undefined) req.headers["x-forwarded-for"] = forwarded;
    return req;
  };

  it.each([
    [0, "203.0.113.7", "10.0.0.9"],
    [1, "203.0.113.7", "203.0.113.7"],
    [1, "1.1.1.1, 203.0.113.7", "203.0.113.7"],
    [2, "1.1.1.1, 203.0.113.7, 10.0.0.8", "203.0.113.7"],
    [2, "203.0.113.7", "203.0.113.7"],
    [1, undefined, "10.0.0.9"],
  ])(
    "is read past %i proxies from %s as %s: no header of the client's moves it",
    (proxies, header, address) => {
      expect(clientAddress(request(header), proxies)).toBe(address);
    },
  );

  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0db8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["", ""],
  ])("%s counts as %s", (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});

describe("places for streams", () => {
  const of = (n: number, address = "192.0.2.1") => ({ conversationId: `c${n}`, address });

  it("are twenty per address and come back when a stream closes", () => {
    const places = createPlaces({ countAddresses: true });
    const taken = Array.from({ length: 20 }, (_, n) => places.take(of(n)));
    expect(() => places.take(of(20))).toThrow(limited);
    places.take(of(20, "192.0.2.2"));
    taken[0]?.();
    places.take(of(21));
    expect(() => places.take(of(22))).toThrow(limited);
  });

  it("are refused as overloaded when all are taken, whoever asks", () => {
    const places = createPlaces({ countAddresses: true, inAll: 2 });
    const giveBack = places.take(of(1));
    places.take(of(2, "192.0.2.2"));
    expect(() => places.take(of(3, "192.0.2.3"))).toThrow(overloaded);
    giveBack();
    places.take(of(3, "192.0.2.3"));
  });
});

describe("shedding", () => {
  /** Begins jobs that last until they are released; a key's refusals are counted. */
  function crowd(most: number) {
    const shedding = createShedding(most);
    const gate = Promise.withResolvers<void>();
    const refusals: string[] = [];
    const jobs: Promise<void>[] = [];
    const begin = (key: string, times: number) => {
      for (let n = 0; n < times; n += 1)
        jobs.push(
          shedding
            .run(key, () => gate.promise)
            .catch((refused: unknown) => {
              expect(refused).toEqual(overloaded);
              refusals.push(key);
            }),
        );
    };
    const end = async () => {
      gate.resolve();
      await Promise.all(jobs);
    };
    const refused = async (key: string) => {
      await Promise.resolve();
      return refusals.filter((it) => it === key).length;
    };
    return { begin, end, refused, shedding };
  }

  it("lets one address have everything while nobody else asks", async () => {
    const { begin, refused, end } = crowd(10);
    begin("only", 12);
    await end();
    expect(await refused("only")).toBe(2);
  });

  it("keeps room for the modest when a greedy address crowds", async () => {
    const { begin, refused, end } = crowd(10);
    begin("modest", 1);
    begin("greedy", 50);
    begin("late", 3);
    await end();
    expect(await refused("modest")).toBe(0);
    expect(await refused("greedy")).toBe(45);
    expect(await refused("late")).toBe(0);
  });

  it("takes new jobs as soon as old ones have ended, also failed ones", async () => {
    const { shedding } = crowd(1);
    await expect(shedding.run("a", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await shedding.run("a", async () => "done")).toBe("done");
  });
});
