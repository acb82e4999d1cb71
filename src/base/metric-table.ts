// Every metric of our own, in one table: what registers them, what docs/metrics.md is made from, what alerts may name.

/** Label names with all their values: so is the number of series bounded, and no text, id or address becomes a label. */
type Labels = Readonly<Record<string, readonly string[]>>;

interface Described {
  /** What it counts or shows. */
  readonly says: string;
  /** What whoever is called at night learns from it. */
  readonly tells: string;
}
interface Counted extends Described {
  readonly kind: "counter";
  readonly labels?: Labels;
}
interface Timed extends Described {
  readonly kind: "histogram";
  readonly labels: Labels;
  /** Upper bounds, seconds. */
  readonly buckets: readonly number[];
}
/** Read when asked. Its label values may be names of what is served now, one series for each. */
interface Shown extends Described {
  readonly kind: "gauge";
  readonly labels?: readonly string[];
}
export type Metric = Counted | Timed | Shown;

const LOCALES = ["zh-CN", "en"];
const ROUTES = ["chat", "search", "page", "desk", "api", "machine"];

export const METRICS = {
  huanka_turns_total: {
    kind: "counter",
    says: "Turns, by what the merchant got",
    tells: "Whether it answers, and how well it understands",
    labels: {
      outcome: ["answered", "clarified", "out_of_scope", "escalated", "failed", "cut", "duplicate", "silent"],
    },
  },
  huanka_turn_seconds: {
    kind: "histogram",
    says: "Time of a turn, by stage: waiting for the turn before, loading, the bot, the commit, all of it",
    tells: "Where the time is",
    labels: { stage: ["queue", "load", "bot", "commit", "all"] },
    buckets: [0.01, 0.1, 0.5, 2],
  },
  huanka_turns_waiting: {
    kind: "gauge",
    says: "Turns under way and in line on this node",
    tells: "Rising: this node does not keep up",
  },
  huanka_escalations_total: {
    kind: "counter",
    says: "Turns that called a person, by reason",
    tells: "A wave of scams, or a provider whose steps do not work any more",
    labels: { reason: ["asked", "two-misses", "stuck-twice", "scam"] },
  },
  huanka_secrets_masked_total: {
    kind: "counter",
    says: "Messages in which a secret was covered, by kind",
    tells: "Somebody teaches merchants to send codes",
    labels: {
      kind: [
        ...["pan", "cvv", "expiry", "otp", "password"],
        ...["id-card", "permit", "mobile", "account", "email"],
      ],
    },
  },
  huanka_unanswered_total: {
    kind: "counter",
    says: "Messages that were not understood or are not ours",
    tells: "A gap in the content",
    labels: { locale: LOCALES },
  },
  huanka_refusals_total: {
    kind: "counter",
    says: "Requests and streams turned away: over a limit, crowded, no room or no database, being stopped",
    tells: "Whom we turn away",
    labels: { why: ["rate", "crowded", "full", "draining"] },
  },
  huanka_http_request_seconds: {
    kind: "histogram",
    says: "Time of a request, by kind of address",
    tells: "What is slow: the chat, the search or the pages",
    labels: { route: ROUTES },
    buckets: [0.05, 0.25, 1, 5],
  },
  huanka_http_responses_total: {
    kind: "counter",
    says: "Responses, by kind of address and class of status",
    tells: "5xx: we fail; 4xx rising: somebody probes, or a client is broken",
    labels: { route: ROUTES, class: ["2xx", "3xx", "4xx", "5xx"] },
  },
  huanka_sockets_open: { kind: "gauge", says: "Open chat streams", tells: "How many merchants are here" },
  huanka_sockets_closed_total: {
    kind: "counter",
    says: "Streams closed, by code",
    tells: "1013: readers too slow to take what is sent; 1008: floods and ended tokens; 1006: broken lines",
    labels: {
      code: ["1000", "1001", "1003", "1005", "1006", "1008", "1009", "1011", "1013", "other"],
    },
  },
  huanka_delivery_seconds: {
    kind: "histogram",
    says: "From a message's own time to a stream on this node, by what told it: this node, a notice, or looking",
    tells: "poll rising: notices of the database do not arrive",
    labels: { via: ["local", "notice", "poll"] },
    buckets: [0.05, 0.5, 3],
  },
  huanka_db_seconds: {
    kind: "histogram",
    says: "Time of a read and of a durable commit",
    tells: "The database or its disk is slow",
    labels: { kind: ["read", "commit"] },
    buckets: [0.005, 0.05, 0.5],
  },
  huanka_db_errors_total: {
    kind: "counter",
    says: "Reads and commits that the database refused, by class",
    tells: "connection: it is gone; locked: another program holds it; full: no room; damaged: the disk",
    labels: { class: ["connection", "locked", "full", "damaged", "other"] },
  },
  huanka_db_pool_waiting: {
    kind: "gauge",
    says: "Reads and commits that wait for the database",
    tells: "Above zero for long: it is the database that is slow",
  },
  huanka_conflicts_total: {
    kind: "counter",
    says: "Turns run again because another node was first",
    tells: "Two nodes serve the same merchant at once; many: a client repeats at both",
  },
  huanka_notices_listening: {
    kind: "gauge",
    says: "1 while notices of other nodes can be heard; absent with SQLite",
    tells: "0: what others commit is told two seconds late",
  },
  huanka_content_info: {
    kind: "gauge",
    says: "1 for the content that is served",
    tells: "Which content this node serves, and whether all serve the same",
    labels: ["locale", "hash", "generation"],
  },
  huanka_content_behind: {
    kind: "gauge",
    says: "1 while the folder holds another content than the newest release",
    tells: "This node's folder is out of date; the log says what to do",
  },
  huanka_content_refused: {
    kind: "gauge",
    says: "1 while the content in the folder is refused and the one before goes on serving",
    tells: "An edit is broken; the log names file and line",
  },
  huanka_facts_overdue: {
    kind: "gauge",
    says: "Facts whose day to be checked again has passed",
    tells: "What we tell merchants may be out of date",
    labels: ["locale"],
  },
  huanka_retention_overdue_seconds: {
    kind: "gauge",
    says: "How long the deletion of old conversations is late",
    tells: "Transcripts are kept longer than promised",
  },
  huanka_backup_age_seconds: {
    kind: "gauge",
    says: "Since the last backup written by huanka; absent before the first, and with PostgreSQL",
    tells: "How much would be lost",
  },
  huanka_disk_free_megabytes: {
    kind: "gauge",
    says: "Free where the database lies",
    tells: "How long it lasts",
  },
  huanka_disk_low: {
    kind: "gauge",
    says: "1 while new conversations are refused for want of free space",
    tells: "Free some now",
  },
  huanka_log_lines_dropped: {
    kind: "gauge",
    says: "Log lines that could not be written",
    tells: "Whoever takes the log is stuck, or its disk is full",
  },
  huanka_build_info: {
    kind: "gauge",
    says: "1, with the version of huanka and of Node",
    tells: "Which version runs where",
    labels: ["version", "node"],
  },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof METRICS;
type NamesOf<Kind extends Metric["kind"]> = {
  [Name in MetricName]: (typeof METRICS)[Name]["kind"] extends Kind ? Name : never;
}[MetricName];
export type CounterName = NamesOf<"counter">;
export type HistogramName = NamesOf<"histogram">;
export type GaugeName = NamesOf<"gauge">;
/** One value for each label of a counter or histogram. */
export type LabelsOf<Name extends CounterName | HistogramName> = (typeof METRICS)[Name] extends {
  readonly labels: infer Own extends Labels;
}
  ? { readonly [Label in keyof Own]: Own[Label][number] }
  : Record<string, never>;
