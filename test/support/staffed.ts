// Puts somebody behind the desk of a running installation, so that merchants who ask for a person get a ticket.
import { newId } from "../../src/base/ids.ts";
import { openStore } from "../../src/storage/open-store.ts";

/** An active account that nobody signs in with. */
export async function staffDesk(databaseUrl: string): Promise<void> {
  const store = await openStore(databaseUrl);
  try {
    const id = newId("stf");
    const { staff } = store.desk;
    await staff.add({ id, login: "somebody", name: "Somebody", role: "agent", at: new Date().toISOString() });
    const added = await staff.find(id);
    if (!added || !(await staff.change(added, { status: "active" }))) throw new Error("nobody was added");
  } finally {
    await store.close();
  }
}
