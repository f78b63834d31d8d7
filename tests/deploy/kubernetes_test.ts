/**
 * The manifests that kustomize and Helm render: valid by Kubernetes' own schemas, and right by the
 * rules that no schema knows.
 */

import { VERSION } from "../../src/base/version.ts";
import { canRun, outcome, peerTest, succeed } from "../support/peers.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import {
  at,
  documentsOf,
  type Fields,
  fieldsOf,
  HELM_VALUES,
  helmLint,
  helmRendered,
  helmTemplate,
  kustomized,
  kustomizedAt,
  listOf,
  NO_HELM,
  NO_KUSTOMIZE,
  ofKind,
  pathOf,
  podOf,
  read,
  workloadsOf,
} from "./manifests.ts";
import { policiesOf, selects, workloadFaults } from "./workload_rules.ts";

/** The oldest Kubernetes that the manifests are for, and the newest that the schemas know. */
const KUBERNETES = ["1.30", "1.37"];
const HAVE_SCHEMAS = canRun("kubernetes-validate", ["--version"]);
const NO_SCHEMAS = HAVE_SCHEMAS ? null : "kubernetes-validate";
const NO_GO = canRun("go", ["version"]) ? null : "go";

const OVERLAYS = ["overlays/statefulset", "overlays/deployment", "overlays/gateway"];
const SIDECAR_VALUES = `--values=${pathOf("tests/deploy/sidecar_values.yaml")}`;
const CHARTS: Readonly<Record<string, readonly string[]>> = {
  "gateway, StatefulSet": HELM_VALUES,
  "gateway, Deployment": [...HELM_VALUES, "--set=kind=Deployment,replicas=1"],
  "sidecar, StatefulSet": [...HELM_VALUES, SIDECAR_VALUES],
  "sidecar, Deployment": [...HELM_VALUES, SIDECAR_VALUES, "--set=kind=Deployment,replicas=1"],
};
/** A collector in the cluster, and a receiver outside. */
const TELLING = [
  ...HELM_VALUES,
  "--set=webhook.url=https://hooks.example.com/a,webhook.secretName=hook",
  "--set=otel.endpoint=http://collector.observability:4318,otel.headersSecretName=collector",
  '--set-json=networkPolicy.extraEgress=[{"ports":[{"port":4318}]}]',
];
/** Where the proxy may send more than names and calls, the rules say so. */
const TELLS = ["StatefulSet/x-outband: may send to 53,53,443,4318"];
/** A kind that is not Kubernetes' own. */
const FOREIGN = "ServiceMonitor";

async function schemaFaults(text: string, version: string): Promise<string> {
  await using dir = await TempDir.make();
  const file = dir.join("manifests.yaml");
  await Deno.writeTextFile(file, text);
  const flags = ["--strict", "--kubernetes-version", version, file];
  const { code, output } = await outcome("kubernetes-validate", flags);
  assertEquals(code === 0, !/^(?:ERROR|WARN)/m.test(output), output);
  return code === 0 ? "" : output;
}

/** An overlay with one more component, as somebody would write it outside this checkout. */
async function composed(overlay: string, component: string): Promise<string> {
  await using dir = await TempDir.make();
  await succeed("cp", ["-r", `${pathOf("deploy/kubernetes")}/.`, dir.path]);
  await Deno.mkdir(dir.join("mine"));
  const text = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [../${overlay}]
components: [../${component}]
`;
  await Deno.writeTextFile(dir.join("mine", "kustomization.yaml"), text);
  return await kustomizedAt(dir.join("mine"));
}

for (const overlay of OVERLAYS) {
  peerTest(`kustomize: ${overlay} keeps every rule`, NO_KUSTOMIZE, async () => {
    assertEquals(workloadFaults(documentsOf(await kustomized(overlay))), []);
  });
}

for (const [name, values] of Object.entries(CHARTS)) {
  peerTest(`helm: ${name} lints, and keeps every rule`, NO_HELM, async () => {
    const { code, output } = await helmLint(values);
    assertEquals(code, 0, output);
    assertEquals(workloadFaults(documentsOf(await helmRendered(values))), []);
  });
}

/** Everything at once: the checker takes seconds to start. */
async function assertValid(texts: readonly string[]): Promise<void> {
  for (const version of KUBERNETES) {
    assertEquals(await schemaFaults(texts.join("\n---\n"), version), "");
  }
}

peerTest("kustomize: every overlay is valid", NO_KUSTOMIZE ?? NO_SCHEMAS, async () => {
  await assertValid(await Promise.all([...OVERLAYS, "audit"].map(kustomized)));
});

peerTest("helm: every variant is valid", NO_HELM ?? NO_SCHEMAS, async () => {
  await assertValid(await Promise.all(Object.values(CHARTS).map(helmRendered)));
});

peerTest("the schemas refuse a field that does not exist", NO_SCHEMAS, async () => {
  const text = "apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  port: []\n";
  for (const version of KUBERNETES) assertStringIncludes(await schemaFaults(text, version), "port");
});

peerTest(
  "helm stops at values that contradict each other, or that it does not know",
  NO_HELM,
  async () => {
    const cases: Record<string, string> = {
      "kind=Deployment": "set replicas to 1",
      "mode=sidecar": "needs your containers",
      "target=": "target",
      "origin=Upper": "origin",
      "persistance.enabled=false": "persistance",
      "image.tag=latest": "tag",
      "webhook.url=https://a": "webhook.secretName",
      "webhook.url=ftp://a": "url",
      "otel.headersSecretName=a": "needs otel.endpoint",
      "image.digest=sha256:0": "digest",
    };
    for (const [value, words] of Object.entries(cases)) {
      const { code, output } = await helmTemplate([...HELM_VALUES, `--set=${value}`]);
      assert(code !== 0, value);
      assertStringIncludes(output, words);
    }
    const without = await helmTemplate([]);
    assert(without.code !== 0 && without.output.includes("target"), without.output);
  },
);

/** What the container of the proxy is told: its arguments, and names and values of its variables. */
function toldTo(workload: unknown, list: "containers" | "initContainers"): string {
  const containers = listOf(at(workload, "spec", "template", "spec", list));
  const proxy = containers.find(({ name }) => name === "outband");
  return JSON.stringify([proxy?.["args"], proxy?.["env"], proxy?.["volumeMounts"]]);
}

peerTest("helm: webhook and otel are off unless they are asked for", NO_HELM, async () => {
  const named = ["--webhook-secret-file=/secrets/webhook/secret", "OUTBAND_WEBHOOK_URL"]
    .concat("--otel-endpoint=http://collector", "--otel-headers-file=/secrets/otel/headers");
  const [plain] = workloadsOf(documentsOf(await helmRendered(HELM_VALUES)));
  const text = await helmRendered(TELLING);
  const documents = documentsOf(text);
  assertEquals((await helmLint(TELLING)).code, 0);
  assertEquals(workloadFaults(documents), TELLS);
  if (HAVE_SCHEMAS) await assertValid([text]);
  const [telling] = workloadsOf(documents);
  for (const words of named) {
    assert(!toldTo(plain, "containers").includes(words), words);
    assertStringIncludes(toldTo(telling, "containers"), words);
  }
  const volumes = listOf(at(telling, "spec", "template", "spec", "volumes"));
  assertEquals(volumes.map(({ name }) => name).sort(), ["otel", "webhook"]);
  const ports = JSON.stringify(ofKind(documents, "NetworkPolicy"));
  assertStringIncludes(ports, "4318");
});

peerTest(
  "kustomize: webhook and otel are components, and leave every rule kept",
  NO_KUSTOMIZE,
  async () => {
    for (const overlay of ["overlays/statefulset", "overlays/deployment"]) {
      for (const component of ["webhook", "otel"]) {
        const text = await composed(overlay, `components/${component}`);
        const documents = documentsOf(text);
        const [workload] = workloadsOf(documents);
        const tells = workloadFaults(documents).filter((text) => !text.endsWith("443,4318"));
        assertEquals(tells, []);
        const words = component === "webhook" ? "OUTBAND_WEBHOOK_SECRET_FILE" : "OTEL_ENDPOINT";
        assertStringIncludes(toldTo(workload, "initContainers"), words);
        if (HAVE_SCHEMAS) await assertValid([text]);
      }
    }
  },
);

peerTest("helm: a digest names the image, and no persistence is said aloud", NO_HELM, async () => {
  const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
  const [workload] = workloadsOf(
    documentsOf(await helmRendered([...HELM_VALUES, `--set=image.digest=${digest}`])),
  );
  const container = listOf(at(workload, "spec", "template", "spec", "containers"))[0];
  assertEquals(container?.["image"], `registry.example.com/outband@${digest}`);
  const volatile = documentsOf(
    await helmRendered([...HELM_VALUES, "--set=persistence.enabled=false"]),
  );
  assertEquals(workloadFaults(volatile).filter((f) => f.includes("goes with the pod")).length, 1);
  assertStringIncludes(
    read("deploy/helm/outband/templates/NOTES.txt"),
    "Evidence and signing key are gone with the pod",
  );
});

/** The pods that a client's policy is about, and where they may send to. */
function clientPolicyOf(documents: readonly Fields[]): Fields {
  const policy = ofKind(documents, "NetworkPolicy").find((one) =>
    at(one, "spec", "podSelector", "matchLabels", "outband") === "client"
  );
  assert(policy !== undefined, "there is a policy for applications");
  return policy;
}

/** An application reaches name resolution and the proxy's pods, and no address. */
function assertNoWayAround(documents: readonly Fields[]): void {
  const rules = listOf(at(clientPolicyOf(documents), "spec", "egress"));
  const peers = rules.flatMap(({ to }) => listOf(to));
  assert(rules.every(({ to }) => listOf(to).length > 0), "a rule without peers allows all");
  assertEquals(peers.filter(({ ipBlock }) => ipBlock !== undefined), []);
  const [proxy] = workloadsOf(documents);
  const labels = fieldsOf(at(proxy, "spec", "template", "metadata", "labels"));
  const toProxy = rules.filter(({ to }) =>
    listOf(to).some((peer) =>
      peer["namespaceSelector"] === undefined &&
      selects(at(peer, "podSelector", "matchLabels"), labels)
    )
  );
  assertEquals(toProxy.flatMap(({ ports }) => listOf(ports).map(({ port }) => port)), [8080]);
  assertEquals(rules.length - toProxy.length, 1, "and one more, for names");
  assertEquals(
    policiesOf(proxy as Fields, documents).length,
    1,
    "the proxy is no client of itself",
  );
  assertEquals(selects({ outband: "client" }, labels), false);
}

peerTest(
  "the gateway's applications reach the vendor only through it",
  NO_KUSTOMIZE ?? NO_HELM,
  async () => {
    assertNoWayAround(documentsOf(await kustomized("overlays/gateway")));
    assertNoWayAround(documentsOf(await helmRendered(HELM_VALUES)));
  },
);

peerTest(
  "the auditor's job sees the evidence, read-only, and not the key",
  NO_KUSTOMIZE,
  async () => {
    const [job] = documentsOf(await kustomized("audit"));
    const pod = podOf(job ?? {});
    assertEquals(listOf(pod["volumes"]), [{
      name: "evidence",
      persistentVolumeClaim: { claimName: "evidence-app-0", readOnly: true },
    }]);
    const [container] = listOf(pod["containers"]);
    assertEquals(container?.["args"], ["verify", "/evidence/log"]);
    assertEquals(at(listOf(container?.["volumeMounts"])[0], "readOnly"), true);
    assertEquals(at(container, "securityContext", "readOnlyRootFilesystem"), true);
    assertEquals(at(pod, "securityContext", "runAsNonRoot"), true);
  },
);

Deno.test("the chart is of this program's version", () => {
  const [chart] = documentsOf(read("deploy/helm/outband/Chart.yaml"));
  assertEquals([chart?.["version"], chart?.["appVersion"]], [VERSION, VERSION]);
});

Deno.test("the policy of a shared pod says what it cannot do", () => {
  const policy = read("deploy/kubernetes/components/sidecar/networkpolicy.yaml");
  assertStringIncludes(
    policy.replaceAll(/\n# /g, " "),
    "a policy cannot tell the application from",
  );
});

async function operatorReads(text: string): Promise<{ code: number; output: string }> {
  await using dir = await TempDir.make();
  const [file, binary] = [dir.join("in.yaml"), dir.join("monitors")];
  await Deno.writeTextFile(file, text);
  const cwd = pathOf("tests/deploy/go");
  const built = await outcome("go", ["build", "-o", binary, "."], { cwd });
  assertEquals(built.code, 0, built.output);
  return await outcome(binary, [file]);
}

peerTest(
  "ServiceMonitors select the metrics service, and the operator's types read them",
  NO_KUSTOMIZE ?? NO_HELM ?? NO_GO,
  async () => {
    const texts = [
      await composed("overlays/statefulset", "components/monitoring"),
      await composed("overlays/gateway", "components/monitoring"),
      await helmRendered([...HELM_VALUES, "--set=serviceMonitor.enabled=true"]),
    ];
    for (const text of texts) {
      const documents = documentsOf(text);
      assertEquals(ofKind(documents, FOREIGN).length, 1);
      assertEquals(workloadFaults(documents), []);
    }
    const all = texts.join("\n---\n");
    assertEquals(await operatorReads(all), { code: 0, output: "outband\noutband\nx-outband\n" });
    const wrong = await operatorReads(all.replace("interval: 15s", "intervall: 15s"));
    assert(wrong.code !== 0);
    assertStringIncludes(wrong.output, "intervall");
  },
);
