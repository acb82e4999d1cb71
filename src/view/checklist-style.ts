// The style that a checklist carries in itself, and its hash for the content policy of that one response.
import { createHash } from "node:crypto";
import { LIGHT_TOKENS } from "../base/design/design-tokens.ts";

/** Screen and paper alike: black on white, small enough for two A4 pages. */
export const CHECKLIST_STYLE = `
${LIGHT_TOKENS}
:root{color-scheme:light}
*{box-sizing:border-box}
body{max-width:48rem;margin:0 auto;padding:var(--s16);background:var(--bg);color:var(--ink);font:var(--t16);overflow-wrap:anywhere}
.back{margin:0 0 var(--s8)}
.back a{display:inline-flex;align-items:center;min-height:var(--target)}
header{border-bottom:2px solid var(--brand);padding-bottom:var(--s8)}
h1{margin:0 0 var(--s4);font:600 var(--t26);text-wrap:balance}
h2{margin:var(--s24) 0 var(--s8);color:var(--deep);font:600 var(--t17)}
p,ul,ol,dl,dd{margin:0;padding:0}
li{list-style:none;break-inside:avoid}
label{display:flex;gap:var(--s8);align-items:flex-start}
input{flex:none;width:1.15rem;height:1.15rem;margin:var(--s4) 0 0;accent-color:var(--brand)}
.warn{margin-top:var(--s12);padding:var(--s8) var(--s12);border:1px solid var(--gold);border-radius:var(--r8);background:var(--gold-bg);color:var(--gold-ink)}
.needs{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:0 var(--s16)}
.steps>li{padding:var(--s8) 0;border-top:1px solid var(--line)}
.steps p{margin-left:var(--s24)}
.steps label{font-weight:600}
.steps .proof{display:block}
.day{white-space:nowrap}
p,li{text-wrap:pretty}
.stuck,.proof,footer{color:var(--muted);font:var(--t14)}
.channels li{display:flex;flex-wrap:wrap;gap:0 var(--s8);align-items:baseline}
.channels b{font:600 var(--t17)}
a{color:var(--deep)}
dl div{padding:var(--s4) 0;border-top:1px solid var(--line);break-inside:avoid}
dt{font-weight:600}
.blank{display:inline-block;min-width:9rem;border-bottom:1px solid var(--muted)}
.notes li{padding:var(--s4) 0}
footer{margin-top:var(--s16);padding-top:var(--s8);border-top:1px solid var(--line)}
@page{size:A4;margin:13mm}
@media print{.back{display:none}.steps .proof{display:inline}body{max-width:none;padding:0;font:var(--paper-text)}.stuck,.proof,footer{font:var(--paper-text)}.channels b{font:600 var(--paper-head)}h1{font:600 var(--paper-title)}h2{margin-top:var(--s8);font:600 var(--paper-head)}.steps>li,.steps p{padding:0}.warn,footer,.steps>li{padding-block:var(--s4)}a{text-decoration:none;color:inherit}}
`;

/** Nothing may be loaded and nothing may run; only the style above applies. */
export const CHECKLIST_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(CHECKLIST_STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
