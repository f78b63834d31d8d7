/** The rules for pods can fail: one fault at a time, each found by its own words. */

import { assertEquals, assertStringIncludes } from "../support/std.ts";
import { documentsOf, read } from "./manifests.ts";
import { workloadFaults } from "./workload_rules.ts";

/** One replica of the proxy alone, whole. */
const GOOD = read("tests/deploy/good_pod.yaml");

Deno.test("workloadFaults() finds nothing in a pod that keeps every rule", () => {
  assertEquals(workloadFaults(documentsOf(GOOD)), []);
  assertEquals(workloadFaults([]), ["no workload runs the proxy"]);
});

Deno.test("workloadFaults() finds each fault, and only that one", () => {
  const cases: [from: string, to: string, fault: string][] = [
    ["runAsNonRoot: true", "runAsNonRoot: false", "may run as root"],
    ["runAsUser: 65532", "runAsUser: 0", "does not run as 65532"],
    ["fsGroup: 65532", "fsGroup: 1", "its volumes are not the user's"],
    ["OnRootMismatch", "Always", "key opened to a group"],
    ["RuntimeDefault", "Unconfined", "no seccomp"],
    ["automountServiceAccountToken: false", "hostname: a", "has a token"],
    ["terminationGracePeriodSeconds: 90", "terminationGracePeriodSeconds: 30", "is killed before"],
    ["outband:0.1.0", "outband:latest", "can change"],
    ["outband:0.1.0", "outband", "can change"],
    ["outband:0.1.0", "outband:0.0.9", "is of another version"],
    ["allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true", "may gain"],
    ["readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "can write to its root"],
    ["drop: [ALL]", "drop: [NET_RAW]", "has capabilities"],
    ["requests: { cpu: 250m, memory: 256Mi }", "requests: { cpu: 250m }", "requests no memory"],
    ["limits: { memory: 512Mi }", "limits: {}", "has no limit of memory"],
    ["limits: { memory: 512Mi }", "limits: { memory: 512Mi, cpu: 1 }", "is throttled"],
    ["--listen=0.0.0.0:8080", "--listen=127.0.0.1:8080", "is reached by nobody"],
    ["--metrics-listen=0.0.0.0:9090", "--metrics-listen=0.0.0.0:9091", "has blind probes"],
    ["path: /healthz", "path: /readyz", "asks /readyz"],
    ["sleep: { seconds: 5 }", "exec: { command: [sleep] }", "has no preStop"],
    ["--log-output=stdout", "--log-output=file", "writes telemetry to its root"],
    ["            - --sandbox-workers\n", "", "has workers with permissions"],
    ["            - --workers=1\n", "", "a worker for each core"],
    ["--log-output=stdout", "--log-output=stdout\n            - --loud", "has no --loud"],
    ["--evidence-dir=/evidence/log", "--evidence-dir=/tmp/log", "goes with the pod"],
    ["--private-dir=/private/log", "--private-dir=/evidence/key", "share a volume"],
    ["example.com/prod/$(POD_NAME)", "example.com/prod", "does not last"],
    ["fieldPath: metadata.name", "fieldPath: metadata.uid", "does not know the pod's name"],
    [
      "            - --origin=example.com/prod/$(POD_NAME)\n",
      "",
      "the log's name  does not last",
    ],
    [
      "          env:\n",
      "          env:\n            - { name: OUTBAND_ORIGIN, value: example.com/$(POD_NAME) }\n",
      "does not know the pod's name",
    ],
    ["whenScaled: Retain", "whenScaled: Delete", "claims are deleted"],
    ["policyTypes: [Ingress, Egress]", "policyTypes: [Ingress]", "no policy of both directions"],
    ["- port: 443", "- port: 80", "may send to"],
    ["selector: { app: outband }", "selector: { app: other }", "selects no pod"],
    ["matchLabels: { app: outband } # own", "matchLabels: { app: x }", "does not select its own"],
    ["serviceName: outband", "serviceName: other", "has no headless service"],
    ["name: settings # map", "name: setings", "no ConfigMap"],
  ];
  for (const [from, to, fault] of cases) {
    assertStringIncludes(GOOD, from);
    const faults = workloadFaults(documentsOf(GOOD.replace(from, to)));
    assertEquals(faults.map((text) => text.includes(fault)), [true], `${from} -> ${faults}`);
  }
});
