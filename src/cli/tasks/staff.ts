// Accounts at the desk from the command line: for the first one, and for whoever lost everything.

import type { Config } from "../../base/config.ts";
import { DeskRole } from "../../base/desk-wire.ts";
import { AppError, StartError } from "../../base/errors.ts";
import { InviteRequest } from "../../base/staff-wire.ts";
import { type Accounts, createAccounts } from "../../desk/accounts.ts";
import { createAudit, problemOfAudit } from "../../desk/audit.ts";
import { openDeskKey } from "../../desk/desk-key.ts";
import { createPasswords } from "../../desk/proof/passwords.ts";
import type { DeskStores } from "../../storage/desk/desk-stores.ts";
import type { ClusterSecrets } from "../../storage/token-key.ts";
import { UsageError } from "../command.ts";
import { withStore } from "./kept-store.ts";

/** The audit's name for whoever has a shell on the machine. */
export const OPERATOR = "operator";
const DEFAULT_PORT = 3978;

/** Answers the link, in words. Throws UsageError for a login or role that is none, StartError for one that is taken. */
export async function inviteStaff(asked: { login: string; name: string; role: string }): Promise<string> {
  const parsed = InviteRequest.safeParse(asked);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new UsageError(`${problems.join("; ")}. Roles are ${DeskRole.options.join(", ")}.`);
  }
  return withAccounts(async ({ accounts, config }) => {
    const { link } = await accounts.invite(OPERATOR, parsed.data).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "bad-argument")
        throw new StartError(`There is an account ${asked.login} already: huanka staff link ${asked.login}`);
      throw error;
    });
    return told(config, link);
  });
}

export function relinkStaff(login: string): Promise<string> {
  return withAccounts(async ({ accounts, config }) => {
    const link = await accounts.relink(OPERATOR, login).catch(unknownLogin(login));
    return told(config, link);
  });
}

export function disableStaff(login: string): Promise<string> {
  return withAccounts(async ({ accounts, stores }) => {
    const found = await stores.staff.findByLogin(login.toLowerCase());
    if (!found) throw new StartError(`There is no account ${login}.`);
    await accounts.setStatus(OPERATOR, found.id, "disabled");
    return `${login} is disabled, and signed out everywhere.`;
  });
}

export function checkAudit(): Promise<{ problem: boolean; says: string }> {
  return withStore(async (store, config) => {
    const problem = await problemOfAudit(store.desk.audit, await openDeskKey(config, store.secrets));
    const { seq } = await store.desk.audit.head();
    const says =
      problem === undefined ? `All ${seq} entries are as they were written.` : `The audit: ${problem}.`;
    return { problem: problem !== undefined, says };
  });
}

function withAccounts<T>(
  use: (parts: { accounts: Accounts; stores: DeskStores; config: Config }) => Promise<T>,
): Promise<T> {
  return withStore(async (store, config) =>
    use({ accounts: await accountsIn(store, config), stores: store.desk, config }),
  );
}

/** The accounts of an open database, where no service joins the desk. */
export async function accountsIn(
  { desk: stores, secrets }: { desk: DeskStores; secrets: Pick<ClusterSecrets, "keep"> },
  config: Config,
): Promise<Accounts> {
  const key = await openDeskKey(config, secrets);
  const clock = () => new Date();
  const audit = createAudit({ store: stores.audit, key, clock });
  return createAccounts({ stores, key, passwords: createPasswords(), audit, clock });
}

function told({ publicOrigin, port }: Config, link: string): string {
  const origin = publicOrigin ?? `http://127.0.0.1:${port === 0 ? DEFAULT_PORT : port}`;
  return `${origin}/console/setup#${link}\nGood for one hour and one use; what stands behind the # is in no log.`;
}

function unknownLogin(login: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof AppError && error.code === "not-found")
      throw new StartError(`There is no account ${login} that could be given a link.`);
    throw error;
  };
}
