// The first account of a desk: whoever starts the service gets the way to it, once.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/base/config.ts";
import type { DeskState } from "../../../src/base/desk-wire.ts";
import { createLog } from "../../../src/base/log.ts";
import { type Service, startService } from "../../../src/service.ts";
import { comeIn, deskClient } from "../../support/desk-client.ts";
import { freshDataDir } from "../../support/start-process.ts";

let service: Service;
beforeAll(async () => {
  const config = parseConfig({ PORT: "0", DATA_DIR: freshDataDir(), RATE_LIMIT: "off" });
  service = await startService(config, createLog("silent"));
});
afterAll(() => service.close());

describe("the first account", () => {
  it("is a lead's, set up by the link of any start before, and there is none after it", async () => {
    const links = [await service.setupLink(), await service.setupLink()];
    expect(new Set(links).size).toBe(2);
    const client = deskClient(service.address);
    await comeIn(client, links[1] ?? "");
    const { me } = (await client.get("/state")).json as unknown as DeskState;
    expect(me).toMatchObject({ role: "lead", login: "first" });
    expect(await service.setupLink()).toBeUndefined();
    // A link that was not used opens nothing any more than one that was.
    const again = await deskClient(service.address).post("/setup/begin", { link: links[1] });
    expect(again.status).toBe(403);
  });
});
