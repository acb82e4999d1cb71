// The files of deploy/, as far as they can be judged without what they are for; `huanka prove packaging` runs the rest.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { Environment } from "../../src/base/config.ts";
import { siteFor } from "../support/nginx.ts";

const read = (name: string) => readFileSync(`deploy/${name}`, "utf8");
const SETTINGS = Object.keys(Environment.shape);
/** Of PostgreSQL's image, and of the backup unit's own shell. */
const FOREIGN = /^(?:POSTGRES_|BACKUPS$)/;
/** A stop takes so long at most once draining is over. */
const HARD_END_S = 10;

const Container = z.looseObject({
  env: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  securityContext: z.looseObject({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.strictObject({ drop: z.tuple([z.literal("ALL")]) }),
  }),
  resources: z.strictObject({
    requests: z.strictObject({ cpu: z.string(), memory: z.string() }),
    limits: z.strictObject({ memory: z.string() }),
  }),
  startupProbe: probe("/healthz"),
  livenessProbe: probe("/healthz"),
  readinessProbe: probe("/readyz"),
  volumeMounts: z.array(z.looseObject({ name: z.string() })),
});
const Deployment = z.looseObject({
  apiVersion: z.literal("apps/v1"),
  spec: z.looseObject({
    replicas: z.number().min(2),
    selector: z.strictObject({ matchLabels: z.record(z.string(), z.string()) }),
    template: z.strictObject({
      metadata: z.strictObject({ labels: z.record(z.string(), z.string()) }),
      spec: z.looseObject({
        terminationGracePeriodSeconds: z.number(),
        automountServiceAccountToken: z.literal(false),
        securityContext: z.looseObject({ runAsNonRoot: z.literal(true) }),
        containers: z.tuple([Container]),
        volumes: z.array(z.looseObject({ name: z.string() })),
      }),
    }),
  }),
});

function probe(path: string) {
  const httpGet = z.strictObject({ path: z.literal(path), port: z.literal("http") });
  return z.looseObject({ httpGet, periodSeconds: z.number() });
}

describe("the manifests of Kubernetes", () => {
  const objects = parseAllDocuments(read("kubernetes/huanka.yml")).map((one) => one.toJS());
  const kinds = Object.fromEntries(objects.map((one) => [one.kind, one]));

  it("are a deployment, its service, a disruption budget and a network policy, of one name and one label", () => {
    expect(objects.map(({ kind, apiVersion }) => `${apiVersion} ${kind}`)).toEqual([
      "apps/v1 Deployment",
      "v1 Service",
      "policy/v1 PodDisruptionBudget",
      "networking.k8s.io/v1 NetworkPolicy",
    ]);
    expect(new Set(objects.map(({ metadata }) => metadata.name))).toEqual(new Set(["huanka"]));
    const { labels } = kinds.Deployment.spec.template.metadata;
    expect(kinds.Deployment.spec.selector.matchLabels).toEqual(labels);
    expect(kinds.Service.spec.selector).toEqual(labels);
    expect(kinds.PodDisruptionBudget.spec.selector.matchLabels).toEqual(labels);
    expect(kinds.NetworkPolicy.spec.podSelector.matchLabels).toEqual(labels);
  });

  it("run without rights, ask the addresses that are for it, and give a stop its time", () => {
    const { spec } = Deployment.parse(kinds.Deployment);
    const pod = spec.template.spec;
    const [container] = pod.containers;
    const env = new Map(container.env.map(({ name, value }) => [name, value]));
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(
      Number(env.get("DRAIN_SECONDS")) + HARD_END_S,
    );
    const mounted = container.volumeMounts.map(({ name }) => name).sort();
    expect(mounted).toEqual(pod.volumes.map(({ name }) => name).sort());
    expect(kinds.PodDisruptionBudget.spec.minAvailable).toBeLessThan(spec.replicas);
  });

  it("let it out to its database and the name service only", () => {
    const ports = kinds.NetworkPolicy.spec.egress.flatMap((rule: { ports: { port: number }[] }) =>
      rule.ports.map(({ port }) => port),
    );
    expect([...new Set(ports)].sort()).toEqual([53, 5432]);
    expect(kinds.NetworkPolicy.spec.policyTypes).toContain("Egress");
  });
});

describe("compose.yml", () => {
  const compose = parse(read("compose.yml"), { merge: true });
  const nodes = Object.entries<Record<string, unknown>>(compose.services).filter(
    ([, { image }]) => image === "huanka",
  );

  it("has three nodes without rights, each with a folder of its own, that reach nothing outside", () => {
    expect(nodes).toHaveLength(3);
    for (const [name, node] of nodes) {
      expect(node, name).toMatchObject({ read_only: true, cap_drop: ["ALL"], networks: ["inside"] });
    }
    expect(compose.networks.inside).toEqual({ internal: true });
    expect(new Set(nodes.map(([, { volumes }]) => String(volumes))).size).toBe(3);
  });

  it("names only services, secrets, volumes and networks that it has", () => {
    for (const service of Object.values<Record<string, unknown>>(compose.services)) {
      const depends = service.depends_on ?? [];
      const on = Array.isArray(depends) ? depends : Object.keys(depends);
      expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(on));
      expect(Object.keys(compose.secrets)).toEqual(
        expect.arrayContaining((service.secrets as string[]) ?? []),
      );
      expect(Object.keys(compose.networks)).toEqual(
        expect.arrayContaining((service.networks as string[]) ?? []),
      );
    }
    expect(
      existsSync(
        `deploy/${nodes[0]?.[1] && (nodes[0][1].build as { context: string }).context}/package.json`,
      ),
    ).toBe(true);
  });
});

describe("nginx.conf", () => {
  const site = read("nginx.conf");

  it("shows the counts and the readiness to nobody, and waits longer than a stream is silent", () => {
    for (const path of ["/readyz", "/metrics"])
      expect(site).toMatch(new RegExp(`location = ${path} +{ return 404; }`));
    const pingS = 25;
    expect(Number(/proxy_read_timeout (\d+)s/.exec(site)?.[1])).toBeGreaterThan(2 * pingS);
  });

  it("repeats a request that was sent only where a repeat changes nothing", () => {
    const repeated = [...site.matchAll(/location (\S+ \S+) \{\n[^}]*non_idempotent/g)].map(
      ([, where]) => where,
    );
    expect(repeated).toEqual(["= /api/chat/token", "= /v3/directline/conversations"]);
  });

  it("is what the proofs run, with another name and without its certificate", () => {
    const changed = siteFor({ nodes: [1, 2], port: 3, cache: "/cache", drainSeconds: 2 });
    expect(changed).toContain("server 127.0.0.1:2 ");
    expect(changed).not.toMatch(/ssl_certificate|listen 443|listen 80/);
  });
});

describe("the units of systemd", () => {
  const valuesOf = (unit: string, key: string) =>
    [...read(unit).matchAll(new RegExp(`^${key}=(.*)$`, "gm"))].map(([, value]) => value ?? "");

  it("run the program of this tree, stop it in time, and keep everything from it but its folder", () => {
    const [start = ""] = valuesOf("huanka.service", "ExecStart");
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(scripts.start).toContain(start.replace("/usr/bin/env ", "").replace("/opt/huanka/", ""));
    const most = Number(valuesOf("huanka.service", "TimeoutStopSec")[0]);
    expect(most).toBeGreaterThanOrEqual(HARD_END_S + 5);
    expect(valuesOf("huanka.service", "ProtectSystem")).toEqual(["strict"]);
    expect(valuesOf("huanka.service", "IPAddressDeny")).toEqual(["any"]);
    expect(valuesOf("huanka.service", "StateDirectory")).toEqual(["huanka"]);
  });

  it("back up each night by a command that there is", () => {
    expect(read("huanka-backup.timer")).toMatch(/^OnCalendar=/m);
    expect(valuesOf("huanka-backup.service", "ExecStart")[0]).toContain("src/cli/enter.cjs backup write");
    expect(valuesOf("huanka-backup.service", "PrivateNetwork")).toEqual(["yes"]);
  });
});

describe("the Containerfile", () => {
  const steps = read("Containerfile").split("\n");

  it("brings along what the program reads, and runs without rights", () => {
    const copied = steps.flatMap((line) => /^COPY --from=build \/srv\/huanka\/(\S+) /.exec(line)?.[1] ?? []);
    expect(copied.sort()).toEqual([
      ...["bot", "content", "dist", "node_modules", "package.json", "src", "vite.config.ts"],
    ]);
    expect(steps.indexOf("USER node")).toBeGreaterThan(0);
    expect(steps.filter((line) => line.startsWith("HEALTHCHECK"))).toHaveLength(1);
  });
});

describe("every setting that deploy/ names", () => {
  it.each(
    readdirSync("deploy", { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [`${entry.parentPath}/${entry.name}`] : [],
    ),
  )("is one of ours: %s", (file) => {
    const text = readFileSync(file, "utf8").replace(/#.*$/gm, "");
    const named = [...text.matchAll(/(?:^ENV |^Environment=| |name: )([A-Z][A-Z_]+)(?:=|: |, value)/gm)].map(
      ([, name]) => name ?? "",
    );
    expect(named.filter((name) => !SETTINGS.includes(name) && !FOREIGN.test(name))).toEqual([]);
  });
});
