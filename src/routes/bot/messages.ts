// `/api/messages`: where the channels of the Bot Framework post what merchants write there.
import { z } from "zod";
import { BotActivity } from "../../botframework/bot-activity.ts";
import type { BotChannel } from "../../botframework/bot-channel.ts";
import type { Adapter } from "../../botframework/cloud-adapter.ts";
import { toBotActivity } from "../../botframework/to-bot-activity.ts";
import { defineRoute, json } from "../../http/route.ts";
import { createRouter, type Router } from "../../http/router.ts";
import { requestOrigin } from "../../http/same-origin.ts";

export interface BotFrameworkParts {
  readonly adapter: Adapter;
  readonly channel: BotChannel;
}

export function botFrameworkRoutes(
  { adapter, channel }: BotFrameworkParts,
  { publicOrigin }: { readonly publicOrigin: string | undefined },
): Router {
  const messages = defineRoute({
    method: "post",
    path: "/api/messages",
    says: "An activity of a channel of the Bot Framework; the answers go to its connector",
    unknownKeys: "ignored",
    needs: ["connector"],
    body: BotActivity,
    answers: { 200: json("Taken; the answers themselves where it expects replies", z.looseObject({})) },
    errors: ["conversation-full", "rate-limited", "overloaded"],
    access: (req) => adapter.verify(req.headers.authorization),
    async answer({ caller, body, req, res }) {
      const to = {
        origin: publicOrigin ?? requestOrigin(req, publicOrigin),
        channel: body.channelId,
      };
      const answered = await adapter.process({ identity: caller, activity: body }, (send) =>
        channel.receive(body, (said) =>
          send(said.map((one) => toBotActivity(one, to)).filter((one) => one !== undefined)),
        ),
      );
      res.status(200);
      if (answered === undefined) res.end();
      else res.json(answered);
    },
  });
  return createRouter([messages]);
}
