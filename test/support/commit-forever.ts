// Child process of the kill test: commits turns until it is killed, and names each one after it was acknowledged.
import { writeSync } from "node:fs";
import { openStore } from "../../src/storage/open-store.ts";
import { CREATED_AT, countOne } from "./turns.ts";

const CONVERSATIONS = 20;
const STDOUT = 1;

const store = await openStore(process.argv[2] ?? "");
await Promise.all(
  Array.from({ length: CONVERSATIONS }, async (_, index) => {
    const id = `cnv_${index}`;
    if (!(await store.conversations.find(id))) {
      await store.conversations.create({ id, locale: "zh-CN", createdAt: CREATED_AT });
    }
    for (let turn = 0; ; turn += 1) {
      const clientId = `${process.pid}-${turn}`;
      await countOne(store.conversations, id, clientId);
      writeSync(STDOUT, `${id} ${clientId}\n`);
    }
  }),
);
