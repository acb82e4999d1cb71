// A route as one value: where it is, what it takes and what it answers. Router, checks and documentation come from it.
import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import { AppError, type ErrorCode } from "../base/errors.ts";
import { jsonOnly, readJson } from "./bodies.ts";
import { checked } from "./checked.ts";

export interface Answer {
  readonly says: string;
  /** Media types; none for an answer without a body. */
  readonly types?: readonly string[];
  /** Of a JSON body. */
  readonly schema?: z.ZodType;
}

/** What a client has to know of a route. */
export interface Described {
  readonly method: "get" | "post";
  /** From the root, as Express writes it: `/providers/:provider`. */
  readonly path: string;
  /** What it is for, in a few words. */
  readonly says: string;
  /**
   * Any of these lets in: as a Bearer a chat's token or a secret of the operator's, as a cookie a session at the desk,
   * a token that Microsoft signed for a channel, or nothing. Everybody, if absent.
   */
  readonly needs?: readonly ("token" | "secret" | "session" | "connector" | "nothing")[];
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** Of a protocol whose clients may say more than is documented. */
  readonly unknownKeys?: "ignored";
  readonly body?: z.ZodType;
  /** Media types of the body; JSON when nothing is said. */
  readonly bodyTypes?: readonly string[];
  /** By status; errors are not among them. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** Errors of its own, beside those that its input and access bring. */
  readonly errors?: readonly ErrorCode[];
}

export interface Route extends Described {
  readonly handlers: readonly RequestHandler[];
}

export interface Definition<Params, Query, Body, Caller, Output> extends Omit<Described, "answers"> {
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** JSON that is answered with 200, and with what else `answers` says. */
  readonly output?: z.ZodType<Output>;
  readonly answers?: Described["answers"];
  /** Who asks. Found out before the input is checked, so that a stranger learns nothing of it. */
  access?(req: Request): Caller | Promise<Caller>;
  /** How the body is read; a POST reads JSON when nothing is said. */
  readonly reading?: readonly RequestHandler[];
  /** Runs all of it, access and checks too, where not everything may run at once. */
  within?(req: Request, job: () => Promise<void>): Promise<void>;
  /** What it returns is sent as JSON, unless it sent something itself. */
  answer(asked: {
    readonly params: Params;
    readonly query: Query;
    readonly body: Body;
    readonly caller: Caller;
    readonly req: Request;
    readonly res: Response;
  }): NoInfer<Output> | undefined | Promise<NoInfer<Output> | undefined>;
}

/** Input that does not fit is answered as AppError `bad-argument`; what `answer` throws goes to the error handler. */
export function defineRoute<Params, Query, Body, Caller, Output>(
  definition: Definition<Params, Query, Body, Caller, Output>,
): Route {
  const { output, access, reading, within, answer, ...described } = definition;
  const isPost = described.method === "post";
  const ok: Described["answers"] = output ? { 200: json(described.says, output) } : {};
  const answers = { ...ok, ...described.answers };
  const isStrict = refusesUnknownKeys({ ...described, answers });
  const input = <T>(schema: z.ZodType<T> | undefined, value: unknown) =>
    // Without a schema nothing is said of the input's type either.
    schema === undefined ? (undefined as T) : checked(schema, value ?? {});
  const handler: RequestHandler = async (req, res) => {
    const job = async () => {
      const caller = (await access?.(req)) as Caller;
      const { params, query, body } = definition;
      if (isStrict) refuseUnknownKeys(req, query);
      const asked = {
        params: input(params, req.params),
        query: input(query, req.query),
        body: input(body, req.body),
      };
      const value = await answer({ ...asked, caller, req, res });
      if (value !== undefined && !res.headersSent) res.json(value);
    };
    await (within ? within(req, job) : job());
  };
  return {
    ...described,
    answers,
    handlers: [...(reading ?? (isPost ? [jsonOnly, readJson] : [])), handler],
  };
}

/** Whether it answers programs, which get JSON or nothing; a link to a page may have picked up keys on its way. */
export function refusesUnknownKeys({
  answers,
  unknownKeys,
}: Pick<Described, "answers" | "unknownKeys">): boolean {
  const types = Object.values(answers).flatMap((answer) => answer.types ?? []);
  return unknownKeys !== "ignored" && (types.length === 0 || types.includes("application/json"));
}

/** A key that nobody reads is a mistake, or a try at one that somebody might. Throws AppError `bad-argument`. */
function refuseUnknownKeys(req: Request, query: z.ZodType | undefined): void {
  const known = query instanceof z.ZodObject ? Object.keys(query.shape) : [];
  const unknown = Object.keys(req.query).filter((key) => !known.includes(key));
  if (unknown.length > 0)
    throw new AppError("bad-argument", { problems: unknown.map((key) => `${key}: unknown`) });
}

export function json(says: string, schema: z.ZodType): Answer {
  return { says, schema, types: ["application/json"] };
}

/** Sent elsewhere; the body is for whoever does not follow. */
export function redirect(says: string): Answer {
  return { says, types: ["text/plain", "text/html"] };
}
