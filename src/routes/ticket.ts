// `/ticket`: how far a ticket is, for whoever has its reference and its code. A code stands in no address.
import express from "express";
import { z } from "zod";
import type { Config } from "../base/config.ts";
import { AppError } from "../base/errors.ts";
import type { Desk } from "../desk/desk.ts";
import { sendEncoded } from "../http/encoded.ts";
import { defineRoute } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";
import { requireSameOrigin } from "../http/same-origin.ts";
import type { Snapshot } from "../pages/site.ts";
import { ticketPage } from "../pages/ticket.ts";
import { page } from "./pages.ts";
import { lastOne } from "./typed-query.ts";

const FORM_LIMIT = "2kb";
/** Whatever is pasted, as much as a form may hold: what is no pair is answered so, in its own sentence. */
const typed = z.string().default("");

/** Of one locale; nothing where nobody answers merchants. */
export function ticketPageRoutes(parts: {
  readonly snapshot: () => Snapshot;
  readonly prefix: string;
  readonly desk?: Pick<Desk, "merchants"> | undefined;
  readonly config: Pick<Config, "publicOrigin">;
}): Router {
  const { snapshot, prefix, desk, config } = parts;
  if (!desk) return createRouter([]);
  const routes = [
    defineRoute({
      method: "get",
      path: "/ticket",
      says: "A form that asks for a ticket's reference and code",
      query: z.object({ reference: lastOne.describe("Stands in the form already") }),
      answers: page("The form"),
      answer({ query: { reference }, req, res }) {
        const site = snapshot();
        sendEncoded(req, res, site.render(ticketPage({ reference }, site)), "no-store");
      },
    }),
    defineRoute({
      method: "post",
      path: "/ticket",
      says: "How far the ticket is; a wrong code and a ticket that there is not are answered alike",
      body: z.object({ reference: typed, code: typed }),
      bodyTypes: ["application/x-www-form-urlencoded"],
      answers: { ...page("How far it is"), 403: { says: "No such pair", types: ["text/html"] } },
      errors: ["forbidden", "rate-limited"],
      reading: [
        requireSameOrigin(config.publicOrigin),
        express.urlencoded({ extended: false, limit: FORM_LIMIT }),
      ],
      async answer({ body: { reference, code }, req, res }) {
        const site = snapshot();
        const found = await desk.merchants
          .lookUp({ reference, code, address: req.ip ?? "" })
          .catch((error: unknown) => {
            if (error instanceof AppError && error.code === "lookup-refused") return undefined;
            throw error;
          });
        if (!found) res.status(new AppError("lookup-refused").status);
        // What was typed is not said back where it was wrong: the page is the same whatever it was.
        sendEncoded(
          req,
          res,
          site.render(ticketPage(found ? { found } : { isRefused: true }, site)),
          "no-store",
        );
      },
    }),
  ];
  return createRouter(routes, { prefix, slash: "same" });
}
