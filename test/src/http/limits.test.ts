// What one address, one conversation and all together may ask for, and who waits when it is too much.
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPlaces } from "../../../src/direct-line/places.ts";
import { addressKey, addressKeys, clientAddress } from "../../../src/http/client-address.ts";
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

  const crowded = () => createLimits({ isCrowded: () => true });

  it("let three hundred merchants behind one address in while there is room", async () => {
    expect(await open(createLimits(), "192.0.2.1", 300)).toBe(300);
  });

  it("let nobody have more than six hundred a minute, however much room there is", async () => {
    expect(await open(createLimits(), "192.0.2.1", 1_000)).toBe(600);
  });

  it("are ten a minute and thirty an hour for one address where it is crowded, whatever it does", async () => {
    const limits = crowded();
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

  it("stop at once whoever has had many when it becomes crowded, and let others in", async () => {
    let isCrowded = false;
    const limits = createLimits({ isCrowded: () => isCrowded });
    await open(limits, "192.0.2.1", 100);
    isCrowded = true;
    expect(await open(limits, "192.0.2.1", 1)).toBe(0);
    expect(await open(limits, "192.0.2.2", 10)).toBe(10);
  });

  it("name the whole seconds after which to come again", async () => {
    const limits = crowded();
    await open(limits, "192.0.2.1", 10);
    await expect(limits.take("conversation", "192.0.2.1")).rejects.toMatchObject({
      details: { retryAfterSeconds: 60 },
    });
  });

  it("have a ceiling for all addresses together, from which those who are refused take nothing", async () => {
    const limits = crowded();
    expect(await open(limits, "192.0.2.1", 2_000)).toBe(10);
    let opened = 0;
    for (let host = 0; host < 300; host += 1)
      opened += await open(limits, `10.0.${host >> 8}.${host & 255}`, 5);
    expect(opened).toBe(1_200 - 10);
  });

  it("keep a fifth of that ceiling for addresses that have had none", async () => {
    const limits = createLimits();
    let greedy = 0;
    for (let host = 0; host < 4; host += 1) greedy += await open(limits, `192.0.2.${host}`, 600);
    expect(greedy).toBeLessThanOrEqual(964);
    let late = 0;
    for (let host = 0; host < 200; host += 1) late += await open(limits, `10.0.0.${host}`, 1);
    expect(late).toBe(200);
  });

  it("count a network that one customer may hold as one, and a larger one as several", async () => {
    const limits = crowded();
    let same = 0;
    let neighbours = 0;
    for (let net = 0; net < 256; net += 1) {
      const hex = net.toString(16).padStart(2, "0");
      same += await open(limits, `2001:db8:1:20${hex}::1`, 10);
      neighbours += await open(limits, `2001:db8:2:${hex}00::1`, 10);
    }
    expect([same, neighbours]).toEqual([40, 160]);
  });
});

describe("the limits on what one visitor does", () => {
  it.each([
    ["message", "cnv_a", "cnv_b", 10],
    ["bytes", "192.0.2.1", "192.0.2.2", 320_000],
    ["resume", "192.0.2.1", "192.0.2.2", 5],
    ["feedback", "192.0.2.1", "192.0.2.2", 10],
  ] as const)("hold for each kind apart and for one key: %s", async (kind, mine, other, most) => {
    const limits = createLimits();
    await limits.take(kind, mine, most);
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
    ["192.0.2.1", ["192.0.2.1"]],
    ["192.0.2.1:4711", ["192.0.2.1"]],
    ["::ffff:192.0.2.1", ["192.0.2.1"]],
    ["2001:db8:1:2:3:4:5:6", ["2001:db8:1:2::/64", "2001:db8:1:0::/56", "2001:db8:1::/48"]],
    ["[2001:0db8:1:1202::9]:443", ["2001:db8:1:1202::/64", "2001:db8:1:1200::/56", "2001:db8:1::/48"]],
    ["2001:db8::1", ["2001:db8:0:0::/64", "2001:db8:0:0::/56", "2001:db8:0::/48"]],
    ["::1", ["0:0:0:0::/64", "0:0:0:0::/56", "0:0:0::/48"]],
    ["fe80::1%eth0", ["fe80:0:0:0::/64", "fe80:0:0:0::/56", "fe80:0:0::/48"]],
    ["_hidden", ["unknown"]],
    ["", ["unknown"]],
  ])("%s counts as %j", (address, keys) => {
    expect(addressKeys(address)).toEqual(keys);
    expect(addressKey(address)).toBe(keys[0]);
  });
});

describe("places for streams", () => {
  const of = (n: number, address = "192.0.2.1") => ({ conversationId: `c${n}`, address });

  it("are twenty per address where it is crowded, and come back when a stream closes", () => {
    const places = createPlaces({ countAddresses: true, isCrowded: () => true });
    const taken = Array.from({ length: 20 }, (_, n) => places.take(of(n)));
    expect(() => places.take(of(20))).toThrow(limited);
    places.take(of(20, "192.0.2.2"));
    taken[0]?.();
    places.take(of(21));
    expect(() => places.take(of(22))).toThrow(limited);
  });

  it("are enough for three hundred merchants behind one address while there is room", () => {
    const places = createPlaces({ countAddresses: true });
    for (let n = 0; n < 300; n += 1) places.take(of(n));
  });

  it("keep the last tenth for addresses that have none", () => {
    const places = createPlaces({ countAddresses: true, inAll: 20 });
    for (let n = 0; n < 18; n += 1) places.take(of(n));
    expect(() => places.take(of(18))).toThrow(overloaded);
    places.take(of(19, "192.0.2.2"));
  });

  it("are refused as overloaded when all are taken, whoever asks", () => {
    const places = createPlaces({ countAddresses: true, inAll: 2 });
    expect(places.isCrowded()).toBe(false);
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
