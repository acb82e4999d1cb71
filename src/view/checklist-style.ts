// The style that a checklist carries in itself, and its hash for the content policy of that one response.
import { createHash } from "node:crypto";

/** Screen and paper alike: black on white, small enough for two A4 pages. */
export const CHECKLIST_STYLE = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{max-width:48rem;margin:0 auto;padding:1.25rem;background:#fff;color:#16231f;font:1rem/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
.back{margin:0 0 1rem}
.back a{display:inline-block;min-height:2.75rem;line-height:2.75rem}
header{border-bottom:3px solid #0b6e5f;padding-bottom:.6rem}
h1{margin:0;font-size:1.5rem;line-height:1.3}
h2{margin:1.2rem 0 .4rem;color:#075548;font-size:1.1rem}
p,ul,ol,dl,dd{margin:0;padding:0}
li{list-style:none;break-inside:avoid}
label{display:flex;gap:.6rem;align-items:flex-start}
input{flex:none;width:1.15rem;height:1.15rem;margin:.25rem 0 0;accent-color:#0b6e5f}
.warn{margin-top:.8rem;padding:.5rem .75rem;border:1px solid #ecd08f;border-radius:.5rem;background:#fff6e3}
.needs{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:.1rem 1rem}
.steps>li{padding:.45rem 0;border-top:1px solid #dbe4e1}
.steps p{margin-left:1.75rem}
.stuck,.proof,footer{color:#55645f;font-size:.85rem}
.channels li{display:flex;flex-wrap:wrap;gap:0 .6rem;align-items:baseline}
.channels b{font-size:1.15rem}
a{color:#075548}
dl div{padding:.25rem 0;border-top:1px solid #dbe4e1;break-inside:avoid}
dt{font-weight:600}
.blank{display:inline-block;min-width:9rem;border-bottom:1px solid #55645f}
.notes li{padding:.3rem 0}
footer{margin-top:1.2rem;padding-top:.5rem;border-top:1px solid #dbe4e1}
@page{size:A4;margin:13mm}
@media print{.back{display:none}body{max-width:none;padding:0;font-size:9.5pt;line-height:1.45}h1{font-size:15pt}h2{margin-top:.7rem;font-size:11.5pt}.steps>li{padding:.2rem 0}a{text-decoration:none;color:inherit}}
`;

/** Nothing may be loaded and nothing may run; only the style above applies. */
export const CHECKLIST_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(CHECKLIST_STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
