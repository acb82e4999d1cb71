// What is shown of the process and of its folder: version, disk, log, the last backup.
import { readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { FreeSpace } from "../base/disk/free-space.ts";
import type { ServiceLog } from "../base/log.ts";
import type { Meters } from "../base/meters.ts";

const PACKAGE = resolve(import.meta.dirname, "../../package.json");
/** Written beside the database by `huanka backup write`; its time is that of the backup. */
export const LAST_BACKUP = "last-backup";

export function showProcess(
  meters: Meters,
  {
    space,
    log,
    dataDir,
    clock,
  }: {
    readonly space: Pick<FreeSpace, "freeMb" | "isLow" | "problem">;
    readonly log: Pick<ServiceLog, "droppedLines">;
    readonly dataDir: string;
    readonly clock: () => Date;
  },
): void {
  const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { version: string };
  meters.show("huanka_build_info", () => [{ labels: { version, node: process.version }, value: 1 }]);
  meters.show("huanka_disk_free_megabytes", async () => {
    await space.problem();
    return Number.isNaN(space.freeMb()) ? undefined : Math.floor(space.freeMb());
  });
  meters.show("huanka_disk_low", async () => {
    await space.problem();
    return Number(space.isLow());
  });
  meters.show("huanka_log_lines_dropped", log.droppedLines);
  meters.show("huanka_backup_age_seconds", async () => {
    const last = await stat(join(dataDir, LAST_BACKUP)).catch(() => undefined);
    return last && Math.max(0, (clock().getTime() - last.mtimeMs) / 1_000);
  });
}
