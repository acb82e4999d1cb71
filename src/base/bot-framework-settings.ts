// Whether the channels of the Bot Framework reach the bot, and with which credentials: all of them, or none.
import { z } from "zod";

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const guid = (description: string) =>
  z.string().regex(GUID, "is an id as Azure shows it").optional().describe(description);

export const BOT_FRAMEWORK_SETTINGS = {
  BOTFRAMEWORK: z
    .enum(["playground", "off"])
    .default("off")
    .describe("`playground` only on loopback: `/api/messages` for a test client, without credentials"),
  BOTFRAMEWORK_APP_ID: guid("App id of the bot in Azure; with the next two `/api/messages` is there"),
  BOTFRAMEWORK_TENANT_ID: guid("Tenant of the bot's app registration, which is a single-tenant one"),
  BOTFRAMEWORK_APP_SECRET: z.string().min(16).optional().describe("Client secret of the app registration"),
  BOTFRAMEWORK_APP_SECRET_FILE: z
    .string()
    .min(1)
    .optional()
    .describe("File with BOTFRAMEWORK_APP_SECRET, for secrets that a container or systemd hands over"),
};

export interface BotCredentials {
  readonly appId: string;
  readonly tenantId: string;
  readonly secret: string;
}

type Settings = z.infer<z.ZodObject<typeof BOT_FRAMEWORK_SETTINGS>>;

/** Undefined where the channels are not connected. */
export function botFramework(settings: Settings): BotCredentials | "playground" | undefined {
  if (settings.BOTFRAMEWORK === "playground") return "playground";
  const { BOTFRAMEWORK_APP_ID: appId, BOTFRAMEWORK_TENANT_ID: tenantId } = settings;
  const { BOTFRAMEWORK_APP_SECRET: secret } = settings;
  return appId !== undefined && tenantId !== undefined && secret !== undefined
    ? { appId, tenantId, secret }
    : undefined;
}

/** The settings that are missing beside those that are given. */
export function missingOfBotFramework(settings: Settings): readonly string[] {
  const together = ["BOTFRAMEWORK_APP_ID", "BOTFRAMEWORK_TENANT_ID", "BOTFRAMEWORK_APP_SECRET"] as const;
  const missing = together.filter((name) => settings[name] === undefined);
  return missing.length === together.length ? [] : missing;
}
