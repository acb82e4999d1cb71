// Everything of the desk under one router: its API, and the page of its console.
import type { Config } from "../../base/config.ts";
import { noStore } from "../../http/answers.ts";
import { createRouter, type Router } from "../../http/router.ts";
import { requireSameOrigin } from "../../http/same-origin.ts";
import { type DoingParts, doingRoutes } from "./doing.ts";
import { readingRoutes } from "./reading.ts";

export interface DeskRouteParts
  extends Omit<DoingParts, "ownPagesOnly">,
    Pick<Parameters<typeof readingRoutes>[0], "views"> {
  readonly config: Pick<Config, "publicOrigin">;
}

export function deskRoutes({ config, ...parts }: DeskRouteParts): Router {
  const ownPagesOnly = requireSameOrigin(config.publicOrigin);
  return createRouter([...readingRoutes(parts), ...doingRoutes({ ...parts, ownPagesOnly })], {
    under: "/api/desk",
    first: [noStore],
  });
}
