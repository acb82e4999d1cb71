// One address for several nodes: each connection goes to the next node that takes it, as the smallest balancer does.
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Listens on the port and answers the one really taken; `nodes` are ports of this machine. */
export async function startRoundRobin(
  nodes: readonly number[],
  port: number,
): Promise<{ port: number; close(): void }> {
  let turn = 0;
  const open = new Set<Socket>();

  function lead(near: Socket, triesLeft: number): void {
    const node = nodes[turn % nodes.length];
    turn += 1;
    if (node === undefined || triesLeft === 0) return void near.destroy();
    const far = connect(node, "127.0.0.1");
    const goOn = () => lead(near, triesLeft - 1);
    far.once("error", goOn);
    far.once("connect", () => {
      far.off("error", goOn);
      open.add(far);
      far.on("error", () => near.destroy()).on("close", () => near.destroy());
      near.on("close", () => far.destroy());
      near.pipe(far).pipe(near);
    });
  }

  const server = createServer((near) => {
    open.add(near);
    near.on("error", () => near.destroy());
    lead(near, nodes.length);
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
