// Runs before every test file: no test waits less than all do. A limit only ends what hangs; a shorter one judges how busy the machine is.
import { beforeEach } from "vitest";
import { TEST_PATIENCE_MS } from "./patience.ts";

beforeEach(({ task }) => {
  if (task.timeout < TEST_PATIENCE_MS)
    throw new Error(`waits ${task.timeout} ms, all other tests ${TEST_PATIENCE_MS}: take its limit away`);
});
