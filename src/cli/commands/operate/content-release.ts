// `huanka content release`: which contents were released, and the way back to one of them.
import type { Command } from "../../command.ts";

export const command = {
  says: "goes back to content that was released before, on every node and without a restart; alone it lists the releases",
  usage: "[hash]",
  options: {},
  examples: ["content release", "content release 4be1f09c77d2"],
  async run({ positionals: [hash] }) {
    const { withStore } = await import("../../tasks/kept-store.ts");
    const { listReleases, releaseAgain } = await import("../../tasks/content-releases.ts");
    return withStore(async (store) => {
      if (hash === undefined) {
        for (const line of listReleases(await store.heads.all())) console.log(line);
        return 0;
      }
      const { said, isDone } = await releaseAgain(store, hash, new Date());
      if (isDone) console.log(said);
      else console.error(said);
      return isDone ? 0 : 1;
    });
  },
} satisfies Command;
