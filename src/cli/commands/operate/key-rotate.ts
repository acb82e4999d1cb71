// `huanka key rotate`: another key for the chat's tokens, without a restart and without ending a chat.
import type { Command } from "../../command.ts";

export const command = {
  says: "makes another key for the chat's tokens: every node signs with it, and open chats go on",
  usage: "",
  options: {},
  async run() {
    const { withStore } = await import("../../tasks/kept-store.ts");
    const { kidOf, OLD_KEY_DAYS } = await import("../../../storage/keyring.ts");
    const { addTokenKey } = await import("../../../storage/token-key.ts");
    await withStore(async (store, config) => {
      const { key, line } = await addTokenKey(config, store.secrets, new Date());
      console.log(
        line === undefined
          ? `Key ${kidOf(key)} signs in ten seconds, on every node. What the one before signed is believed for ${OLD_KEY_DAYS} more days.`
          : `Nothing was changed: ${config.tokenKeyFile} is yours. Put this at its end, on every node and within the hour; key ${kidOf(key)} signs from the time in it:\n${line}`,
      );
    });
    return 0;
  },
} satisfies Command;
