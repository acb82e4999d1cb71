// Microsoft's adapter for its channels, which verifies who posts and sends what is said; the one file that loads it, and only
// where it is asked for.
import type { CloudAdapter, Request, TurnContext } from "@microsoft/agents-hosting";
import type { BotCredentials } from "../base/bot-framework-settings.ts";
import { AppError } from "../base/errors.ts";
import type { BotActivity } from "./bot-activity.ts";

/** The connectors of Microsoft's channels. Whatever another host calls itself, nothing is sent there. */
const CONNECTOR_HOSTS = ["botframework.com", "smba.trafficmanager.net"];
const LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"];
/** The channel repeats a message that was not answered in fifteen seconds. */
const SENT_WITHIN_MS = 10_000;
const BAD_REQUEST = 400;

export type Identity = Request["user"];

/** What stands in for Microsoft's own servers where a test plays them. */
export interface OtherServers {
  readonly authority: string;
  readonly issuer: string;
  readonly hosts: readonly string[];
  accessToken(scope: string): Promise<string>;
}

export interface Adapter {
  /** Who posts. Throws AppError `unauthorized` unless Microsoft signed for our app id. */
  verify(authorization: string | undefined): Promise<Identity>;
  /**
   * Runs `answer` on an activity and sends what it says: to the channel's connector, or as the body it answers. Throws
   * AppError `forbidden` for a connector that is not Microsoft's, before anything runs, and what `answer` throws.
   */
  process(
    of: { readonly identity: Identity; readonly activity: BotActivity },
    answer: (send: (said: readonly object[]) => Promise<void>) => Promise<void>,
  ): Promise<unknown>;
}

export async function openCloudAdapter(
  credentials: BotCredentials | "playground",
  others?: OtherServers,
): Promise<Adapter> {
  const sdk = await import("@microsoft/agents-hosting");
  const isPlayground = credentials === "playground";
  const isTrusted = isPlayground || others !== undefined;
  const auth = isPlayground ? {} : settingsOf(credentials, others);
  const hosts = isPlayground ? LOOPBACK_HOSTS : (others?.hosts ?? CONNECTOR_HOSTS);
  const policy = new sdk.OutboundHostValidator({ enabled: true, includeDefaultMicrosoftHosts: false, hosts });
  const adapter = new sdk.CloudAdapter(auth, undefined, undefined, { validateServiceUrl: true }, policy);
  // Its own would tell the merchant in English to mend the source.
  adapter.onTurnError = async (_context: TurnContext, error: Error) => {
    throw error;
  };
  if (others) giveTokens(adapter, others);
  const authorize = sdk.authorizeJWT(auth);
  return {
    async verify(authorization) {
      if (isPlayground) return { name: "anonymous" } as Identity;
      const request = { method: "POST", headers: { authorization } } as Request;
      const answered = capture();
      let passed = false;
      await authorize(request, answered.response, () => {
        passed = true;
      });
      if (!passed || request.user?.aud === undefined)
        throw new AppError("unauthorized", { why: answered.body() });
      return request.user;
    },

    async process({ identity, activity }, answer) {
      const isAllowed =
        policy.isAllowed(activity.serviceUrl) && (isTrusted || /^https:/.test(activity.serviceUrl));
      if (!isAllowed) throw new AppError("forbidden", { serviceUrl: activity.serviceUrl });
      const request = { method: "POST", headers: {}, body: forSdk(activity), user: identity } as Request;
      const answered = capture();
      await adapter.process(request, answered.response, (context) =>
        answer((said) => sendWith(context, said as Parameters<TurnContext["sendActivities"]>[0])),
      );
      // The connector is one of Microsoft's, but not the one that the token is for.
      if (answered.status() === BAD_REQUEST)
        throw new AppError("forbidden", { serviceUrl: activity.serviceUrl });
      return answered.body();
    },
  };
}

function settingsOf({ appId, tenantId, secret }: BotCredentials, others: OtherServers | undefined) {
  const connection = {
    clientId: appId,
    tenantId,
    clientSecret: secret,
    validateIssuer: true,
    issuers: [others?.issuer ?? "https://api.botframework.com"],
    ...(others && { authorityEndpoint: others.authority }),
  };
  return {
    ...connection,
    connections: new Map([["serviceConnection", connection]]),
    connectionsMap: [{ serviceUrl: "*", connection: "serviceConnection" }],
  };
}

function giveTokens(adapter: CloudAdapter, { accessToken }: OtherServers): void {
  const provider = adapter.connectionManager.getDefaultConnection();
  provider.getAccessToken = (first: unknown, scope?: string) => accessToken(scope ?? String(first));
}

/** Only what was read and checked, without what would make the SDK look at it as something else. */
function forSdk({ id, ...activity }: BotActivity): object {
  return JSON.parse(JSON.stringify({ ...activity, ...(id !== undefined && { id }) }));
}

async function sendWith(
  context: TurnContext,
  said: Parameters<TurnContext["sendActivities"]>[0],
): Promise<void> {
  if (said.length === 0) return;
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("the connector is silent")), SENT_WITHIN_MS);
  try {
    await Promise.race([context.sendActivities(said), late]);
  } catch (cause) {
    throw new AppError("overloaded", { connector: context.activity.serviceUrl }, cause);
  } finally {
    clearTimeout(timer);
  }
}

/** What the SDK answers, kept: it is the route that answers. */
function capture() {
  let status = 200;
  let body: unknown;
  const response = {
    headersSent: false,
    writableEnded: false,
    status(code: number) {
      status = code;
      return response;
    },
    setHeader: () => response,
    send(value: unknown) {
      body = value;
      return response;
    },
    end: () => response,
  };
  return { response: response as never, status: () => status, body: () => body };
}
