// A page of another site with Web Chat in it and a strict content security policy.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What the page asks for when it loads. */
export interface PageSettings {
  readonly domain: string;
  readonly token: string;
}

export interface WebChatPage {
  readonly origin: string;
  close(): void;
}

const PAGE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Web Chat</title>
<link rel="stylesheet" href="/page.css"><div id="webchat" role="main"></div>
<script src="/webchat.js"></script><script src="/page.js"></script>`;
const STYLE = "html, body, #webchat { height: 100%; margin: 0 }";
const SCRIPT = `
window.violations = [];
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
  window.violations.push(effectiveDirective + " " + blockedURI.slice(0, 40)));
fetch("/settings.json").then((reply) => reply.json()).then(({ nonce, ...connection }) =>
  window.WebChat.renderWebChat(
    { directLine: window.WebChat.createDirectLine(connection), locale: "zh-Hans", nonce },
    document.getElementById("webchat")));`;

/** Serves the page; `settings` is asked once the chat server, which has to trust this origin, is there. */
export async function startWebChatPage(
  bundle: string,
  settings: () => Promise<PageSettings>,
): Promise<WebChatPage> {
  const nonce = randomBytes(16).toString("base64");
  const files: Record<string, [string, () => Promise<string> | string]> = {
    "/": ["text/html", () => PAGE],
    "/page.css": ["text/css", () => STYLE],
    "/page.js": ["text/javascript", () => SCRIPT],
    "/webchat.js": ["text/javascript", () => readFileSync(bundle, "utf8")],
    "/settings.json": ["application/json", async () => JSON.stringify({ nonce, ...(await settings()) })],
  };
  const server = createServer(async (request, response) => {
    const file = files[request.url ?? ""];
    if (!file) return void response.writeHead(404).end();
    response.setHeader("content-type", `${file[0]}; charset=utf-8`);
    response.setHeader(
      "content-security-policy",
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; ` +
        "connect-src 'self' http://127.0.0.1:* ws://127.0.0.1:*; base-uri 'none'; form-action 'none'",
    );
    response.end(await file[1]());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
