// `huanka share pictures`: handed over to test/gallery/share.ts, as it needs a Chromium.
import type { Command } from "../../command.ts";

export const command = {
  says: "draws the picture that messengers show beside each shared page, into the build; needs Chromium and a Chinese font",
  usage: "",
  options: {},
  async run() {
    const { handOver } = await import("../../hand-over.ts");
    return handOver("test/gallery/share.ts", []);
  },
} satisfies Command;
