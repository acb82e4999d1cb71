// Accounts at the desk: links that set a password, signing in, and what ends an account.
import { randomBytes } from "node:crypto";
import { AppError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import type { DeskStores } from "../storage/desk/desk-stores.ts";
import type { StaffRecord } from "../storage/desk/staff-store.ts";
import type { Audit } from "./audit.ts";
import { type DeskKey, digestOf } from "./desk-key.ts";
import { type Passwords, problemOfPassword } from "./proof/passwords.ts";
import { stepOfCode, totpSecret, totpUri } from "./proof/totp.ts";
import type { Role } from "./rules/policy.ts";
import { lettersOf, REFERENCE_BYTES } from "./rules/reference.ts";

/** Whoever starts the service for the first time answers merchants too; merchants read the name. */
const FIRST = { login: "first", name: "客服", role: "lead" } as const;
const SETUP = "setup";
const HOUR_MS = 3_600_000;
const LINK_BYTES = 32;
const RECOVERY_CODES = 10;
/** Of one login from one address: somebody who mistypes needs two or three. */
const OF_LOGIN = { points: 5, seconds: 900 };
/** Of one address: an office of agents signs in in the morning. */
const OF_ADDRESS = { points: 30, seconds: 3_600 };

export interface Accounts {
  /** A new account and the part of its link behind the `#`. Throws AppError `bad-argument` for a login that is taken. */
  invite(
    by: string,
    draft: { login: string; name: string; role: Role },
  ): Promise<{ id: string; link: string }>;
  /** The link by which the first account is set up, of a lead; another one each time, and none once there is another. */
  first(): Promise<string | undefined>;
  /** Another link for an account: its password and codes stay until it is used. Throws AppError `not-found`. */
  relink(by: string, login: string): Promise<string>;
  /** What the page behind a link shows. Throws AppError `forbidden` for one that is over, used or never was. */
  begin(link: string): Promise<{ staff: StaffRecord; secret: string; uri: string }>;
  /**
   * Sets password and app, and uses the link up. Throws AppError `forbidden` as `begin` does, and `bad-argument` with what is wrong.
   */
  finish(
    link: string,
    given: { password: string; code: string },
  ): Promise<{ staff: StaffRecord; codes: readonly string[] }>;
  /** Throws AppError `unauthorized` for every reason alike, and `rate-limited`. */
  signIn(given: { login: string; password: string; code: string; address: string }): Promise<StaffRecord>;
  /** A second proof within a session. Throws AppError `unauthorized` and `rate-limited`. */
  prove(staff: StaffRecord, code: string): Promise<void>;
  /** The same by id, for whoever sees the list. */
  relinkId(by: string, id: string): Promise<string>;
  /**
   * Whoever is disabled is out at once; who is enabled before they ever came in is invited again. Throws AppError
   * `not-found`, and `bad-argument` for one's own account: nobody shuts themselves out.
   */
  setStatus(by: string, id: string, status: "active" | "disabled"): Promise<void>;
  /** Their sessions end with the role they were for. Throws AppError as `setStatus` does. */
  setRole(by: string, id: string, role: Role): Promise<void>;
}

export interface AccountParts {
  readonly stores: DeskStores;
  readonly key: DeskKey;
  readonly passwords: Passwords;
  readonly audit: Audit;
  readonly clock: () => Date;
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createAccounts(parts: AccountParts): Accounts {
  const { stores, key, passwords, audit, clock } = parts;
  const { staff: accounts, links, throttle } = stores;

  async function linkFor({ id, status }: Pick<StaffRecord, "id" | "status">): Promise<string> {
    const link = randomBytes(LINK_BYTES).toString("base64url");
    const expiresAt = new Date(clock().getTime() + HOUR_MS).toISOString();
    const kind = status === "invited" ? "invite" : "reset";
    await links.add({ hash: digestOf(link), staffId: id, kind, expiresAt });
    return link;
  }

  /** The app's secret comes from the link itself: nothing has to be kept until the link is used. */
  const secretOf = (link: string) => totpSecret(key.sign("totp", link));

  async function known(link: string) {
    const kept = await links.find(digestOf(link), clock().toISOString());
    const staff = kept && (await accounts.find(kept.staffId));
    if (!kept || !staff || staff.status === "disabled")
      throw new AppError("forbidden", { told: { link: "unknown" } });
    return { kept, staff };
  }

  async function count(name: string, { points, seconds }: typeof OF_LOGIN): Promise<void> {
    const now = clock();
    const tried = await throttle.count(name, { now, seconds });
    if (tried.points <= points) return;
    const left = Math.ceil((Date.parse(tried.resetAt) - now.getTime()) / 1_000);
    throw new AppError("rate-limited", { retryAfterSeconds: Math.max(1, left) });
  }

  /** A code of the app, or one of the recovery codes; each works once. */
  async function proves(staff: StaffRecord, code: string): Promise<boolean> {
    const proof = await accounts.proofOf(staff.id);
    if (proof?.totp === undefined) return false;
    const step = stepOfCode(key.unseal(proof.totp, staff.id), code, clock());
    if (step !== undefined) return accounts.useStep(staff.id, step);
    return links.useCode(staff.id, digestOf(bareCode(code)), clock().toISOString());
  }

  type Changes = Parameters<typeof accounts.change>[1];
  async function changeOther(by: string, id: string, changes: Changes): Promise<void> {
    if (by === id) throw new AppError("bad-argument", { told: { account: "own" } });
    const found = await accounts.find(id);
    if (!found) throw new AppError("not-found", { staff: id });
    if (!(await accounts.change(found, changes))) throw new AppError("overloaded", { staff: id });
  }

  return {
    async invite(by, { login, name, role }) {
      const id = newId("stf");
      const at = clock().toISOString();
      if (!(await accounts.add({ id, login: login.toLowerCase(), name, role, at })))
        throw new AppError("bad-argument", { told: { login: "taken" } });
      await audit.note({ actor: by, action: "invite", object: id, data: { role } });
      return { id, link: await linkFor({ id, status: "invited" }) };
    },

    async first() {
      const [only, ...others] = await accounts.list();
      if (!only) return (await this.invite(SETUP, FIRST)).link;
      const isOpen = others.length === 0 && only.login === FIRST.login && only.status === "invited";
      return isOpen ? this.relink(SETUP, FIRST.login) : undefined;
    },

    async relink(by, login) {
      const found = await accounts.findByLogin(login.toLowerCase());
      if (!found || found.status === "disabled") throw new AppError("not-found", { login });
      await audit.note({ actor: by, action: "relink", object: found.id });
      return linkFor(found);
    },

    async begin(link) {
      const { staff } = await known(link);
      const secret = secretOf(link);
      return { staff, secret, uri: totpUri(secret, staff.login) };
    },

    async finish(link, { password, code }) {
      const { kept, staff } = await known(link);
      const problem = problemOfPassword(password, staff.login);
      if (problem !== undefined) throw new AppError("bad-argument", { told: { password: problem } });
      const secret = secretOf(link);
      const step = stepOfCode(secret, code, clock());
      if (step === undefined) throw new AppError("bad-argument", { told: { code: "wrong" } });
      const codes = Array.from({ length: RECOVERY_CODES }, () => lettersOf(randomBytes(REFERENCE_BYTES)));
      const changes = {
        ...{ status: "active" as const, password: await passwords.hash(password) },
        totp: key.seal(secret, staff.id),
      };
      const digests = codes.map((one) => digestOf(one));
      const used = await links.using(kept, digests, clock().toISOString());
      if (!(await accounts.change(staff, changes, used)))
        throw new AppError("forbidden", { told: { link: "unknown" } });
      await accounts.useStep(staff.id, step);
      await audit.note({ actor: staff.id, action: "set-password", object: staff.id });
      const active = await accounts.find(staff.id);
      if (!active) throw new AppError("internal", { staff: staff.id });
      return { staff: active, codes };
    },

    async signIn({ login, password, code, address }) {
      const name = login.toLowerCase();
      await count(`address ${address}`, OF_ADDRESS);
      await count(`login ${name} ${address}`, OF_LOGIN);
      const found = await accounts.findByLogin(name);
      const proof = found && (await accounts.proofOf(found.id));
      const isRight = await passwords.matches(proof?.password, password);
      if (!found || !isRight || found.status !== "active" || !(await proves(found, code))) {
        await audit.note({
          actor: found?.id ?? "unknown",
          action: "sign-in-refused",
          object: found?.id ?? "",
        });
        throw new AppError("unauthorized", { login: "refused" });
      }
      await throttle.forget(`login ${name} ${address}`);
      await audit.note({ actor: found.id, action: "sign-in", object: found.id });
      return found;
    },

    async prove(staff, code) {
      await count(`prove ${staff.id}`, OF_LOGIN);
      if (!(await proves(staff, code))) throw new AppError("unauthorized", { code: "refused" });
    },

    async relinkId(by, id) {
      const found = await accounts.find(id);
      if (!found) throw new AppError("not-found", { staff: id });
      return this.relink(by, found.login);
    },

    async setRole(by, id, role) {
      await changeOther(by, id, { role });
      await audit.note({ actor: by, action: "set-role", object: id, data: { role } });
    },

    async setStatus(by, id, status) {
      const cameIn = status === "active" && (await accounts.proofOf(id))?.password !== undefined;
      await changeOther(by, id, { status: status === "active" && !cameIn ? "invited" : status });
      await audit.note({ actor: by, action: status === "active" ? "enable" : "disable", object: id });
    },
  };
}

function bareCode(code: string): string {
  return code.replace(/[\s-]/g, "").toUpperCase();
}
