// A router made of routes: it serves them, and says which they are.
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import { methodNotAllowed, withCors } from "./answers.ts";
import type { Route } from "./route.ts";

export interface Router extends express.Router {
  /** Every route it serves, with whole addresses. */
  readonly routes: readonly Route[];
}

export interface RouterOptions {
  /** Comes before the path of each route: `/en`. */
  readonly prefix?: string;
  /** Everything below is this router's: `first` runs before its routes, `last` after them. */
  readonly under?: string;
  readonly first?: readonly RequestHandler[];
  readonly last?: readonly (RequestHandler | ErrorRequestHandler)[];
  /** Pages of other sites may read the answers. */
  readonly cors?: boolean;
  /** A slash at the end makes another address, or the same one. */
  readonly slash?: "other" | "same";
}

/** Serves the routes, and answers 405 with `Allow` to other methods at their addresses. */
export function createRouter(routes: readonly Route[], options: RouterOptions = {}): Router {
  const { prefix = "", under = "/", first = [], last = [], cors = false, slash = "other" } = options;
  const router = express.Router({ strict: slash === "other", caseSensitive: true });
  const mounted = routes.map((route) => ({ ...route, path: prefix + route.path }));
  for (const handler of cors ? [withCors, ...first] : first) router.use(under, handler);
  for (const [path, those] of Map.groupBy(mounted, (route) => route.path)) {
    const at = router.route(path);
    for (const { method, handlers } of those) at[method](...handlers);
    at.all(methodNotAllowed(allowed(those, cors)));
  }
  for (const handler of last) router.use(under, handler);
  return Object.assign(router, { routes: mounted });
}

/** For other sites the same list as the answer to their question beforehand; HEAD is answered wherever GET is. */
function allowed(routes: readonly Route[], cors: boolean): string {
  const methods = routes.map(({ method }) => method.toUpperCase()).toSorted();
  if (cors) return [...methods, "OPTIONS"].join(", ");
  return methods.flatMap((method) => (method === "GET" ? [method, "HEAD"] : method)).join(", ");
}
