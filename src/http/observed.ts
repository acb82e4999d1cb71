// Every request gets an id that its answer and its log lines carry, and is counted and timed by the kind of its address.
import { randomBytes } from "node:crypto";
import type { Request, RequestHandler } from "express";
import { type Asked, whileAsked } from "../base/asked.ts";
import type { Config } from "../base/config.ts";
import type { Meters } from "../base/meters.ts";
import type { LabelsOf } from "../base/metric-table.ts";

export const REQUEST_ID = "X-Request-Id";
const ID_BYTES = 8;
/** What proxies make; anything else could be a line of somebody's own in our log. */
const FOREIGN_ID = /^[\w.-]{8,64}$/;
const TRACE = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/;

type Route = LabelsOf<"huanka_http_responses_total">["route"];

/** The first that fits; the rest are pages. */
const ROUTES: readonly (readonly [RegExp, Route])[] = [
  [/^\/(?:healthz|readyz|metrics)\/?$/, "machine"],
  [/^\/(?:v3\/|api\/chat(?:\/|$)|(?:en\/)?chat(?:\/|$))/, "chat"],
  [/^\/(?:api\/desk|console)(?:\/|$)/, "desk"],
  [/^\/(?:api|(?:en\/)?)\/?search(?:\/|$)/, "search"],
  [/^\/api\//, "api"],
];

/** Comes first, so that everything is measured. An id from outside is believed from a proxy of ours only. */
export function observed(meters: Meters, { trustProxy }: Pick<Config, "trustProxy">): RequestHandler {
  return (req, res, next) => {
    const began = performance.now();
    const asked = askedBy(req, trustProxy > 0);
    res.set(REQUEST_ID, asked.request);
    const route = routeOf(req.path);
    res.on("finish", () => {
      meters.time("huanka_http_request_seconds", { route }, (performance.now() - began) / 1_000);
      meters.count("huanka_http_responses_total", { route, class: classOf(res.statusCode) });
      const why: LabelsOf<"huanka_refusals_total">["why"] | undefined = res.locals.refusal;
      if (why) meters.count("huanka_refusals_total", { why });
    });
    whileAsked(asked, next);
  };
}

function askedBy(req: Request, isProxied: boolean): Asked {
  const given = isProxied ? req.get(REQUEST_ID) : undefined;
  const request =
    given !== undefined && FOREIGN_ID.test(given) ? given : randomBytes(ID_BYTES).toString("hex");
  const trace = isProxied ? TRACE.exec(req.get("traceparent") ?? "")?.[1] : undefined;
  return { request, ...(trace !== undefined && { trace }) };
}

function routeOf(path: string): Route {
  return ROUTES.find(([addresses]) => addresses.test(path))?.[1] ?? "page";
}

function classOf(status: number): LabelsOf<"huanka_http_responses_total">["class"] {
  if (status >= 500) return "5xx";
  if (status >= 400) return "4xx";
  return status >= 300 ? "3xx" : "2xx";
}
