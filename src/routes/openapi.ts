// `GET /api/openapi.json`: what every route takes and answers, itself included.
import { z } from "zod";
import { noStore } from "../http/answers.ts";
import { openApiDocument } from "../http/openapi.ts";
import { type Described, defineRoute, type Route } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";
import { isApi } from "./errors.ts";

const ABOUT = {
  title: "换卡助手 huanka",
  version: "0.1.0",
  description:
    "Help center and chat for merchants who change their settlement card. Pages are listed with the API, so that this is every address there is.",
  errorTypes,
};

/** Whoever sends JSON is answered in JSON, at the address of a page too. */
function errorTypes({ path, bodyTypes = [] }: Described): readonly ("application/json" | "text/html")[] {
  if (isApi(path)) return ["application/json"];
  return bodyTypes.includes("application/json") ? ["text/html", "application/json"] : ["text/html"];
}

const OpenApiAnswer = z.looseObject({
  openapi: z.literal("3.1.1"),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** `listed` are all that are served now. The document is made again when they have changed. */
export function openApiRoutes({ listed }: { readonly listed: () => readonly Route[] }): Router {
  let made: { readonly of: number; readonly document: z.infer<typeof OpenApiAnswer> } | undefined;
  const document = defineRoute({
    method: "get",
    path: "/api/openapi.json",
    says: "This document",
    output: OpenApiAnswer,
    answer() {
      const routes = listed();
      if (made?.of !== routes.length) {
        made = { of: routes.length, document: OpenApiAnswer.parse(openApiDocument(routes, ABOUT)) };
      }
      return made.document;
    },
  });
  return createRouter([document], { under: "/api", first: [noStore] });
}
