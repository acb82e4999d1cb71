// That the proof's probe notices every way out.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";

it.each([
  ["fetch", "await fetch('http://127.0.0.1:1/').catch(() => 0)"],
  ["net.Socket.connect", "(await import('node:net')).connect(1, '127.0.0.1').on('error', () => 0)"],
  ["node:http.get", "(await import('node:http')).get('http://127.0.0.1:1/').on('error', () => 0)"],
  ["node:dns.lookup", "(await import('node:dns')).lookup('localhost', () => 0)"],
  ["node:child_process.spawn", "(await import('node:child_process')).spawn('true')"],
  ["WebSocket", "new WebSocket('ws://127.0.0.1:1/').onerror = () => 0"],
])("the probe notices %s", (door, code) => {
  const file = join(mkdtempSync(join(tmpdir(), "huanka-probe-")), "probe");
  const args = ["--import=./test/support/egress-probe.ts", "--input-type=module", "--eval", code];
  spawnSync(process.execPath, args, { env: { ...process.env, HUANKA_EGRESS_FILE: file } });
  expect(readFileSync(file, "utf8")).toContain(`${door} `);
});
