// Reads the document of all routes: what to ask of each, whether an answer fits, and what an app serves beside it.
import type { Express } from "express";
import { z } from "zod";
import { templateOf } from "../../src/http/openapi.ts";

const Schema = z.record(z.string(), z.unknown());
const Content = z.record(z.string(), z.object({ schema: Schema }));
const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))).default([]),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(["path", "query"]),
        required: z.boolean().default(false),
        schema: Schema,
      }),
    )
    .default([]),
  requestBody: z.object({ required: z.boolean(), content: Content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string().min(1), content: Content.default({}) })),
});
export type Operation = z.infer<typeof Operation>;

/** As much of OpenAPI 3.1 as we write. */
export const OpenApi = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d$/),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string().startsWith("/"), z.record(z.enum(["get", "post"]), Operation.optional())),
  components: z.strictObject({
    schemas: z.record(z.string(), Schema),
    securitySchemes: z.record(
      z.string(),
      z.union([
        z.object({ type: z.literal("http"), scheme: z.literal("bearer") }),
        z.object({ type: z.literal("apiKey"), in: z.literal("cookie"), name: z.string() }),
      ]),
    ),
  }),
});
export type OpenApi = z.infer<typeof OpenApi>;

export interface Listed {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

export function operationsOf({ paths }: OpenApi): Listed[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      operation ? [{ method, path, operation }] : [],
    ),
  );
}

/** A value that the schema takes: its example, or the plainest of its type. */
export function exampleOf(schema: Record<string, unknown>): unknown {
  const {
    examples,
    enum: among,
    oneOf,
    anyOf = oneOf,
    type,
    properties = {},
    required = [],
  } = schema as {
    examples?: unknown[];
    enum?: unknown[];
    oneOf?: Record<string, unknown>[];
    anyOf?: Record<string, unknown>[];
    type?: string;
    properties?: Record<string, Record<string, unknown>>;
    required?: string[];
  };
  if (examples) return examples[0];
  if (among) return among[0];
  if (anyOf?.[0]) return exampleOf(anyOf[0]);
  if (type !== "object") return { string: "", boolean: true, integer: 1, number: 1, array: [] }[type ?? ""];
  return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name] ?? {})]));
}

/** Why an answer is not one that the document tells of; undefined when it is. */
export function misfit(
  { responses }: Pick<Operation, "responses">,
  answer: { status: number; type: string | null; body: string },
  { components }: OpenApi,
): string | undefined {
  const told = responses[answer.status];
  if (!told) return `status ${answer.status} is not told of: ${answer.body.slice(0, 200)}`;
  const type = answer.type?.split(";")[0];
  const types = Object.keys(told.content);
  if (answer.body === "") return types.length > 0 ? "empty" : undefined;
  const { schema } = told.content[type ?? ""] ?? {};
  if (!schema) return `${type} is not one of ${types.join(", ")}`;
  if (type !== "application/json") return undefined;
  const reference =
    typeof schema.$ref === "string" ? schema.$ref.replace("#/components/schemas/", "") : undefined;
  const resolved = reference === undefined ? schema : components.schemas[reference];
  if (!resolved) return `${reference} is nowhere`;
  const { error } = z.fromJSONSchema(resolved).safeParse(JSON.parse(answer.body));
  return error?.message;
}

interface Layer {
  readonly route?: {
    readonly path: string | string[];
    readonly stack: readonly { readonly method?: string }[];
  };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** `get /providers/{provider}` and the like: everything that Express would find, however it was put there. */
export function servedBy(app: Express): Set<string> {
  const walk = (layers: readonly Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => {
      if (!route) return walk(handle.stack ?? []);
      const methods = new Set(route.stack.flatMap(({ method }) => method ?? []));
      return [route.path]
        .flat()
        .flatMap((path) => [...methods].map((method) => `${method} ${templateOf(path)}`));
    });
  return new Set(walk((app as unknown as { router: { stack: readonly Layer[] } }).router.stack));
}

/** What an app serves and its document does not tell, and the other way round. */
export function differences(app: Express, document: OpenApi): { untold: string[]; unserved: string[] } {
  const told = new Set(operationsOf(document).map(({ method, path }) => `${method} ${path}`));
  const served = servedBy(app);
  return {
    untold: [...served].filter((one) => !told.has(one)),
    unserved: [...told].filter((one) => !served.has(one)),
  };
}
