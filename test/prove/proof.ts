// The one form of a proof: what merchants and operators can rely on, and how long it takes to show it.

/** What a proof needs beside Node; `needs.ts` looks for it and says what to install. */
export type Need =
  | "strace"
  | "libfaketime"
  | "postgresql"
  | "linux"
  | "mounts"
  | "iproute"
  | "chromium"
  | "firefox"
  | "nginx"
  | "pgbouncer"
  | "systemd"
  | "openssl";

export type OptionValue = string | number | boolean;
export type ProofOptions = Readonly<Record<string, OptionValue>>;

export interface Form<Options extends ProofOptions = ProofOptions> {
  /** Roughly what it takes on two cores that do little else. */
  readonly seconds: number;
  /** The seconds are an estimate: nobody ran this form lately. */
  readonly about?: true;
  readonly options: Options;
}

export interface ProofResult {
  /** What was promised and not kept, a sentence each; empty when all holds. */
  readonly findings: readonly string[];
  /** What was measured, a line each. */
  readonly figures: readonly string[];
}

export interface Proof<Options extends ProofOptions = ProofOptions> {
  /** The name of its file. */
  readonly name: string;
  /** One sentence, ended by a full stop. */
  readonly promise: string;
  readonly needs?: readonly Need[];
  /** What is run after every change: small, on a fixed seed, without a judgement that a busy machine could turn. */
  readonly short: Form<Options>;
  /** What is run before a release, on a machine that does nothing else. */
  readonly full: Form<Options>;
  /** What each option means. One named `postgres` marks a proof that also runs on PostgreSQL. */
  readonly options?: { readonly [Name in keyof Options]?: string };
  /** Rejects when nothing could be proved, which counts as a failure too. */
  run(options: Options): Promise<ProofResult>;
}
