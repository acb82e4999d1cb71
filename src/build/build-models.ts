// Trains the models of understanding of the content into dist/model: what the service else trains at its start.
import { localesIn } from "../../bot/reading/read-folder.ts";
import { readings } from "../../bot/turn/compiled.ts";
import { taughtBy, trainModel } from "../../bot/understanding/model.ts";
import { MODEL_DIR, modelName, readModel, writeModel } from "../served/model-files.ts";
import { readLocaleNow } from "../served/read-folder-now.ts";

/** Answers a line on each locale; what fits is kept as it is. Throws ContentError. */
export async function buildModels(dir: string): Promise<readonly string[]> {
  const built: string[] = [];
  for (const locale of localesIn(dir)) {
    const { knowledge } = await readLocaleNow(dir, locale);
    for (const reading of readings(knowledge)) {
      const taught = taughtBy(reading);
      const name = modelName(taught);
      if (readModel(MODEL_DIR, name)) continue;
      await writeModel(MODEL_DIR, name, trainModel(taught));
    }
    built.push(`Model of ${locale} trained into ${MODEL_DIR}`);
  }
  return built;
}
