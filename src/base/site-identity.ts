// Who runs the site, as settings: its name, its operator, its ICP number and its colours.
import { z } from "zod";
import { problemOfBrand, type Scheme } from "./design/brand.ts";

/** As the ministry writes it: 京ICP备12345678号, 粤ICP备2021000001号-2; B2 licences begin with 京B2. */
const ICP = /^\p{Script=Han}(?:ICP备\d{6,12}号(?:-\d{1,3})?|ICP证\d{6,12}号)$/u;

const colour = (scheme: Scheme) =>
  z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, "is a colour as in #0a5f52")
    .superRefine((value, context) => {
      const problem = /^#[0-9a-f]{6}$/i.test(value) ? problemOfBrand(value, scheme) : undefined;
      if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
    })
    .optional();

export const SITE_SETTINGS = {
  SITE_NAME: z
    .string()
    .trim()
    .min(1)
    .max(20)
    .optional()
    .describe("What the site calls itself; 换卡助手 without it"),
  SITE_OPERATOR: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .describe("Company that runs the site, named at the foot of every page"),
  SITE_ICP: z
    .string()
    .regex(ICP, "is an ICP number as in 京ICP备12345678号-1")
    .optional()
    .describe("ICP number, shown at the foot of every page with the ministry's link"),
  SITE_BRAND: colour("light").describe(
    "Colour for buttons and links, as `#0a5f52`; refused where it could not be read",
  ),
  SITE_BRAND_DARK: colour("dark").describe("The same for devices set to dark, as `#5cc9b4`"),
};

export interface SiteIdentity {
  readonly name?: string | undefined;
  readonly operator?: string | undefined;
  readonly icp?: string | undefined;
  readonly brand: { readonly light?: string | undefined; readonly dark?: string | undefined };
}

export function siteIdentity(settings: z.infer<z.ZodObject<typeof SITE_SETTINGS>>): SiteIdentity {
  return {
    name: settings.SITE_NAME,
    operator: settings.SITE_OPERATOR,
    icp: settings.SITE_ICP,
    brand: { light: settings.SITE_BRAND, dark: settings.SITE_BRAND_DARK },
  };
}
