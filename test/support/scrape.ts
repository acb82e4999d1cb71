// What a running server says about itself at /metrics.
import { requestOnce } from "./single-request.ts";

/** Chat streams that are open now. */
export async function openSocketsOf(address: string): Promise<number> {
  const { text } = await requestOnce(`${address}/metrics`);
  const count = /^huanka_sockets_open (\d+)$/m.exec(text)?.[1];
  if (count === undefined) throw new Error("no huanka_sockets_open in /metrics");
  return Number(count);
}
