// The checks of `huanka doctor` of addresses in settings: each is asked once, as merchants' browsers would.
import type { Config } from "../../base/config.ts";
import { type Finding, ok, warning } from "./doctor-checks.ts";

const LOOPBACK = /^(localhost|127\.|\[::1\]$)/;
const ANSWER_MS = 2_000;
/** What a proxy says for a service that is not there. */
const NOT_THERE = [502, 503, 504];

/** What our own answer to a request without Host holds, in every language. */
const NO_HOST = "proxy_set_header Host $host";

/** What an address answered, or why it did not. */
type Answered =
  | { readonly status: number; readonly text: string; readonly leadsTo: string | null }
  | { readonly failure: string };

/** Nothing is followed: a browser that is led on is at another site, whose pages we would not know as ours. */
async function ask(url: string): Promise<Answered> {
  try {
    const reply = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(ANSWER_MS) });
    return { status: reply.status, text: await reply.text(), leadsTo: reply.headers.get("location") };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `nothing within ${ANSWER_MS / 1_000} s`;
  const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return `nobody has this name, ${code}`;
  return code ?? message;
}

/** Only warnings: some machines cannot reach their own public address, and merchants can. */
export async function checkAddress({ host, publicOrigin, trustProxy }: Config): Promise<Finding> {
  if (publicOrigin === undefined)
    return ok(`${host}, reached from this machine only; merchants need PUBLIC_ORIGIN and a proxy`);
  const { protocol, hostname } = new URL(publicOrigin);
  if (protocol !== "https:" && !LOOPBACK.test(hostname)) {
    return warning(`PUBLIC_ORIGIN is ${publicOrigin}: messages travel unprotected. Use an https address.`);
  }
  const answered = await ask(`${publicOrigin}/healthz`);
  if ("failure" in answered) {
    return warning(
      `PUBLIC_ORIGIN ${publicOrigin} does not answer (${answered.failure}). Check its name, certificate and proxy.`,
    );
  }
  const { status, text, leadsTo } = answered;
  if (status === 200 && text === "ok\n")
    return ok(`${publicOrigin} leads here, ${trustProxy} proxies in front`);
  if (NOT_THERE.includes(status)) {
    return warning(
      `${publicOrigin} answers ${status}: the proxy finds no huanka. Start it, or correct the proxy's upstream.`,
    );
  }
  if (text.includes(NO_HOST)) {
    return warning(
      `${publicOrigin} leads here, but the proxy passes on no Host: every page and chat is refused. In nginx: proxy_set_header Host $host.`,
    );
  }
  if (leadsTo !== null) {
    return warning(
      `${publicOrigin} leads on to ${leadsTo}. Set PUBLIC_ORIGIN to the address merchants end up at.`,
    );
  }
  return warning(
    `${publicOrigin}/healthz is answered by something else (status ${status}). Let the proxy pass every path to huanka.`,
  );
}

/** A site that may use the chat and is nowhere was mistyped, or is gone and whoever takes its name gets the chat. */
export async function checkTrusted({ trustedOrigins }: Config): Promise<Finding> {
  const failures = await Promise.all(
    trustedOrigins.map(async (origin) => {
      const answered = await ask(origin);
      return "failure" in answered ? [`${origin} (${answered.failure})`] : [];
    }),
  );
  const silent = failures.flat();
  if (silent.length === 0) return ok(trustedOrigins.join(", ") || "no other site may use the chat");
  return warning(
    `TRUSTED_ORIGINS: ${silent.join(", ")} does not answer. Correct the name, or take out a site that is gone.`,
  );
}
