// What DirectLineJS's own tests import besides the client: small things of the same name, pointed at our service.
import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { DirectLine as Client, type DirectLineOptions } from "botframework-directlinejs";

const MICROSOFT = "https://directline.botframework.com";

/** The service under test, as `globals.ts` started it. */
function origin(): string {
  const address = process.env.DIRECT_LINE_ORIGIN;
  if (address === undefined) throw new Error("DIRECT_LINE_ORIGIN is not set");
  return address;
}

/** Speaks to our service. Theirs greets in English whom it knows nothing of, ours in Chinese: so English is asked for. */
export class DirectLine extends Client {
  constructor(options: DirectLineOptions) {
    const given: { locale?: unknown } = options.conversationStartProperties ?? {};
    super({
      domain: `${origin()}/v3/directline`,
      ...options,
      conversationStartProperties: { locale: "en-US", ...given },
    });
  }
}

/** Another protocol, which their tests import beside ours. */
export class DirectLineStreaming {
  constructor() {
    throw new Error("streaming extensions are not spoken here");
  }
}

const nodesFetch = globalThis.fetch;

/** What is asked of Microsoft's service is asked of ours. */
export function fetchOurs(url: string | URL | Request, options?: RequestInit): Promise<Response> {
  return nodesFetch(typeof url === "string" ? url.replace(MICROSOFT, origin()) : url, options);
}

export function onErrorResumeNext(run: () => unknown): void {
  try {
    Promise.resolve(run()).catch(() => undefined);
  } catch {
    // What a test cleans up may be gone already.
  }
}

type Tree = { readonly [key: string]: unknown };

export function updateIn(
  tree: Tree,
  [key = "", ...rest]: readonly string[],
  to: (old: unknown) => unknown,
): Tree {
  const value = rest.length === 0 ? to(tree[key]) : updateIn((tree[key] ?? {}) as Tree, rest, to);
  return { ...tree, [key]: value };
}

export function createDeferred(): PromiseWithResolvers<unknown> {
  return Promise.withResolvers();
}

type OnProxy = (proxied: unknown, req: IncomingMessage, res: ServerResponse, options: object) => void;

/** A reverse proxy to our service, whatever it was made for. */
export function createProxyServer() {
  let tell: OnProxy = () => undefined;
  return {
    on(_event: "proxyReq", listener: OnProxy) {
      tell = listener;
    },
    web(req: IncomingMessage, res: ServerResponse) {
      const { host } = new URL(origin());
      const options = { method: req.method ?? "GET", headers: { ...req.headers, host } };
      const proxied = request(`${origin()}${req.url}`, options, (answer) => {
        tell(proxied, req, res, {});
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
      });
      req.pipe(proxied);
    },
  };
}
