// Microsoft's side of the Bot Framework on loopback: signs tokens, publishes its keys, and takes what a bot says.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export const APP_ID = "11111111-2222-4333-8444-555555555555";
export const TENANT = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
export const ISSUER = "https://issuer.of.the.fake/";
const KEY_ID = "the-key";

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever the bot says
type Json = any;

export interface FakeConnector {
  readonly origin: string;
  /** Every activity that was sent here, in order, with the bearer it came with. */
  readonly sent: { path: string; bearer: string; activity: Json }[];
  /** So many of the next sendings are answered 502, and not taken. */
  fail(times: number): void;
  /** A token as Microsoft's, but for what is changed. */
  token(changes?: { claims?: Record<string, unknown>; expires?: string; stranger?: true }): Promise<string>;
  close(): Promise<void>;
}

export async function startFakeConnector(): Promise<FakeConnector> {
  const [own, other] = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
  const keys = { keys: [{ ...(await exportJWK(own.publicKey)), kid: KEY_ID, use: "sig", alg: "RS256" }] };
  const sent: FakeConnector["sent"] = [];
  let failures = 0;
  const server = createServer(async (req, res) => {
    if (req.url === `/${TENANT}/discovery/v2.0/keys`) {
      res.setHeader("content-type", "application/json").end(JSON.stringify(keys));
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    if (failures > 0) {
      failures -= 1;
      res.writeHead(502).end();
      return;
    }
    const activity = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    sent.push({ path: req.url ?? "", bearer: req.headers.authorization ?? "", activity });
    res.setHeader("content-type", "application/json").end(JSON.stringify({ id: `sent-${sent.length}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    sent,
    fail(times) {
      failures = times;
    },
    token: ({ claims = {}, expires = "5m", stranger } = {}) =>
      new SignJWT({ serviceurl: origin, ...claims })
        .setProtectedHeader({ alg: "RS256", kid: KEY_ID })
        .setIssuer(String(claims.iss ?? ISSUER))
        .setAudience(String(claims.aud ?? APP_ID))
        .setIssuedAt()
        .setExpirationTime(expires)
        .sign((stranger ? other : own).privateKey),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
