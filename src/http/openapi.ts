// The document of all routes, OpenAPI 3.1, made from the very values they are served by.
import { z } from "zod";
import { type ErrorCode, onTheWire } from "../base/errors.ts";
import { ErrorAnswer } from "../base/wire-schemas.ts";
import { type Answer, type Described, refusesUnknownKeys } from "./route.ts";

export interface DocumentParts {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** The media types of a route's errors. */
  readonly errorTypes: (route: Described) => readonly ("application/json" | "text/html")[];
}

type Json = Readonly<Record<string, unknown>>;

/** Routes of one address become one path; each error status names the codes that it may mean. */
export function openApiDocument(
  routes: readonly Described[],
  { title, version, description, errorTypes }: DocumentParts,
): Json {
  const paths = [...Map.groupBy(routes, ({ path }) => templateOf(path))].map(([path, those]) => [
    path,
    Object.fromEntries(those.map((route) => [route.method, operation(route, errorTypes(route))])),
  ]);
  return {
    openapi: "3.1.1",
    info: { title, version, description },
    servers: [{ url: "/" }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: { Error: schemaOf(ErrorAnswer, "output") },
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "The token of one conversation" },
        secret: { type: "http", scheme: "bearer", description: "A secret of the operator's" },
        connector: { type: "http", scheme: "bearer", description: "Signed by Microsoft for our app id" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "__Host-huanka",
          description: "Signed in at the desk",
        },
      },
    },
  };
}

/** `/providers/:provider` is `/providers/{provider}` there. */
export function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, "{$1}");
}

function operation(route: Described, errorTypes: readonly string[]): Json {
  const { says, needs, params, query } = route;
  const parameters = [...parametersOf(params, "path"), ...parametersOf(query, "query")];
  return {
    operationId: operationId(route),
    summary: says,
    ...(needs && { security: needs.map((one) => (one === "nothing" ? {} : { [one]: [] })) }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: requestBody(route.body, route.bodyTypes) }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, answer]) => [status, responseOf(answer)]),
      ),
      ...errorResponses(route, errorTypes),
    },
  };
}

function operationId({ method, path }: Described): string {
  return [method, ...path.split(/[^a-zA-Z]+/).filter(Boolean)].join("-");
}

function parametersOf(schema: z.ZodType | undefined, where: "path" | "query"): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: where,
    ...((where === "path" || required.includes(name)) && { required: true }),
    schema: of,
  }));
}

/** Every key may be missing, and with them the whole body, unless the schema requires one. */
function requestBody(schema: z.ZodType, types: readonly string[] = ["application/json"]): Json {
  const content = { schema: schemaOf(schema, "input") };
  const required = !schema.safeParse({}).success;
  return { required, content: Object.fromEntries(types.map((type) => [type, content])) };
}

function responseOf({ says, types = [], schema }: Answer): Json {
  const content = types.map((type) => [
    type,
    type === "application/json" && schema
      ? { schema: schemaOf(schema, "output") }
      : { schema: { type: "string" } },
  ]);
  return { description: says, ...(types.length > 0 && { content: Object.fromEntries(content) }) };
}

function errorResponses(route: Described, types: readonly string[]): Json {
  const { method, needs = [], params, query, body, answers, errors = [] } = route;
  const codes = new Set<ErrorCode>([
    ...(params || query || body || refusesUnknownKeys(route) ? (["bad-argument"] as const) : []),
    ...(needs.some((one) => one !== "nothing")
      ? (["unauthorized", "forbidden", "token-expired"] as const)
      : []),
    ...(method === "post" ? (["bad-argument", "too-large", "unsupported-media"] as const) : []),
    ...errors,
    "internal",
  ]);
  const content = types.map((type) => [
    type,
    { schema: type === "application/json" ? { $ref: "#/components/schemas/Error" } : { type: "string" } },
  ]);
  const byStatus = Map.groupBy([...codes].map(onTheWire), ({ status }) => status);
  const responses = [...byStatus]
    .filter(([status]) => !(status in answers))
    .map(([status, those]) => [
      status,
      {
        description: [...new Set(those.map(({ wireCode }) => wireCode))].join(", "),
        ...(status === 429 || status === 503 ? { headers: RETRY_AFTER } : {}),
        content: Object.fromEntries(content),
      },
    ]);
  return Object.fromEntries(responses);
}

const RETRY_AFTER = { "Retry-After": { description: "Whole seconds", schema: { type: "integer" } } };

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _always, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
