/**
 * What must hold for every pod that runs the proxy, as functions over manifests: each returns its
 * faults, one line each, none when the rule holds. A test can feed them manifests with one fault.
 * @module
 */

import { VERSION } from "../../src/base/version.ts";
import { SETTINGS } from "../../src/format/config.ts";
import {
  at,
  type Container,
  containersOf,
  type Fields,
  fieldsOf,
  listOf,
  nameOf,
  ofKind,
  podOf,
  settingsOf,
  workloadsOf,
} from "./manifests.ts";

/** The user that the image was made for. */
const USER = 65_532;
const IMAGE_REGEXP = /^[\w.:-]+(?:\/[\w.-]+)+(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/;
const VERSION_REGEXP = /:(\d[\w.-]*)(?:@|$)/;
/** An origin that ends with the pod's name, which a StatefulSet keeps. */
const POD_ORIGIN_REGEXP = /^[a-z0-9.-]+(?:\/[\w.~-]+)*\/\$\(POD_NAME\)$/;
const FIXED_ORIGIN_REGEXP = /^[a-z0-9.-]+(?:\/[\w.~-]+)*$/;

/** All rules at once. */
export function workloadFaults(documents: readonly Fields[]): string[] {
  const workloads = workloadsOf(documents);
  const proxies = workloads.filter((workload) => proxyOf(workload) !== null);
  if (proxies.length === 0) return ["no workload runs the proxy"];
  return [
    ...proxies.flatMap(podFaults),
    ...workloads.flatMap(containersOf).flatMap(containerFaults),
    ...proxies.flatMap(proxyFaults),
    ...proxies.flatMap((workload) => logFaults(workload, documents)),
    ...proxies.flatMap((workload) => policyFaults(workload, documents)),
    ...referenceFaults(documents),
  ];
}

/** The container that runs the proxy. */
function proxyOf(workload: Fields): Container | null {
  return containersOf(workload).find(({ fields }) => fields["name"] === "outband") ?? null;
}

function fault(where: string, isBroken: boolean, text: string): string[] {
  return isBroken ? [`${where}: ${text}`] : [];
}

function podFaults(workload: Fields): string[] {
  const [where, pod] = [nameOf(workload), podOf(workload)];
  const context = fieldsOf(pod["securityContext"]);
  const drainS = 10;
  return [
    ...fault(where, context["runAsNonRoot"] !== true, "may run as root"),
    ...fault(where, context["fsGroup"] !== USER, "its volumes are not the user's"),
    // "Always" opens the key to the group at each start, and the start refuses that.
    ...fault(where, context["fsGroupChangePolicy"] !== "OnRootMismatch", "key opened to a group"),
    ...fault(where, at(context, "seccompProfile", "type") !== "RuntimeDefault", "no seccomp"),
    ...fault(where, pod["automountServiceAccountToken"] !== false, "has a token of the cluster"),
    ...fault(where, pod["hostNetwork"] === true || pod["hostPID"] === true, "shares the host's"),
    ...fault(
      where,
      Number(pod["terminationGracePeriodSeconds"]) < drainS + 30,
      "is killed before the window is sealed",
    ),
  ];
}

function containerFaults({ fields, where }: Container): string[] {
  const context = fieldsOf(fields["securityContext"]);
  const image = String(fields["image"]);
  const [requests, limits] = [
    at(fields, "resources", "requests"),
    at(fields, "resources", "limits"),
  ];
  const isMoving = !image.includes("@") && (!/:[^/]+$/.test(image) || image.endsWith(":latest"));
  return [
    ...fault(where, !IMAGE_REGEXP.test(image) || isMoving, `the image ${image} can change`),
    ...fault(where, context["allowPrivilegeEscalation"] !== false, "may gain privileges"),
    ...fault(where, context["readOnlyRootFilesystem"] !== true, "can write to its root"),
    ...fault(where, context["privileged"] === true, "is privileged"),
    ...fault(
      where,
      JSON.stringify(context["capabilities"]) !== '{"drop":["ALL"]}',
      "has capabilities",
    ),
    ...fault(where, at(requests, "cpu") === undefined, "requests no CPU"),
    ...fault(where, at(requests, "memory") === undefined, "requests no memory"),
    ...fault(where, at(limits, "memory") === undefined, "has no limit of memory"),
    ...["readinessProbe", "livenessProbe"].flatMap((probe) =>
      fault(where, Object.keys(fieldsOf(fields[probe])).length === 0, `has no ${probe}`)
    ),
  ];
}

function proxyFaults(workload: Fields): string[] {
  const proxy = proxyOf(workload);
  if (proxy === null) return [];
  const { fields, list, where } = proxy;
  const settings = settingsOf(fields);
  const known = new Set(SETTINGS.map(({ flag }) => flag));
  const isSidecar = list === "initContainers";
  const [listen, metrics] = [settings.get("listen"), settings.get("metrics-listen")];
  const probes = ["startupProbe", "readinessProbe", "livenessProbe"].map((probe) =>
    `${at(fields, probe, "httpGet", "path")} ${at(fields, probe, "httpGet", "port")}`
  );
  const metricsPort = listOf(fields["ports"]).find(({ name }) => name === "outband-metrics");
  return [
    ...[...settings.keys()].flatMap((flag) =>
      fault(where, !known.has(flag), `outband serve has no --${flag}`)
    ),
    ...fault(
      where,
      (VERSION_REGEXP.exec(String(fields["image"]))?.[1] ?? VERSION) !== VERSION,
      "is of another version",
    ),
    ...fault(where, at(fields, "securityContext", "runAsUser") !== USER, `does not run as ${USER}`),
    ...fault(where, isSidecar && fields["restartPolicy"] !== "Always", "is no native sidecar"),
    ...fault(where, isSidecar && listen !== "127.0.0.1:8080", "is reached from outside the pod"),
    ...fault(where, !isSidecar && listen !== "0.0.0.0:8080", "is reached by nobody"),
    ...fault(where, metrics !== `0.0.0.0:${metricsPort?.["containerPort"]}`, "has blind probes"),
    ...fault(
      where,
      probes.join() !==
        "/readyz outband-metrics,/readyz outband-metrics,/healthz outband-metrics",
      `asks ${probes.join()}`,
    ),
    ...fault(where, at(fields, "lifecycle", "preStop", "sleep") === undefined, "has no preStop"),
    ...fault(where, settings.get("log-output") !== "stdout", "writes telemetry to its root"),
    ...fault(where, settings.get("sandbox-workers") !== "true", "has workers with permissions"),
    ...fault(where, !settings.has("workers"), "has a worker for each core of the node"),
    ...fault(where, at(fields, "resources", "limits", "cpu") !== undefined, "is throttled"),
  ];
}

/** Evidence outlives the pod, lies apart from the key, and goes on under the same name. */
function logFaults(workload: Fields, documents: readonly Fields[]): string[] {
  const proxy = proxyOf(workload);
  if (proxy === null) return [];
  const where = nameOf(workload);
  const settings = settingsOf(proxy.fields);
  const kept = new Map(claimsOf(workload));
  const claims = ["evidence-dir", "private-dir"].map((flag) => {
    const mount = listOf(proxy.fields["volumeMounts"]).find(({ mountPath }) =>
      settings.get(flag)?.startsWith(`${mountPath}/`)
    );
    return kept.get(String(mount?.["name"]));
  });
  const isStateful = workload["kind"] === "StatefulSet";
  const origin = settings.get("origin") ?? "";
  const rule = isStateful ? POD_ORIGIN_REGEXP : FIXED_ORIGIN_REGEXP;
  const policy = fieldsOf(at(workload, "spec", "persistentVolumeClaimRetentionPolicy"));
  const others = containersOf(workload).filter(({ fields }) => fields["name"] !== "outband");
  const missing = isStateful
    ? []
    : claims.filter((claim) =>
      !ofKind(documents, "PersistentVolumeClaim").some((one) =>
        at(one, "metadata", "name") === claim
      )
    );
  return [
    ...fault(where, claims.includes(undefined), "evidence or key goes with the pod"),
    ...fault(where, claims[0] === claims[1], "evidence and key share a volume"),
    ...fault(where, missing.length > 0, `no claim ${missing.join()}`),
    ...fault(where, !rule.test(origin), `the log's name ${origin} does not last`),
    ...fault(where, isStateful && !isNameKnown(proxy), "does not know the pod's name"),
    ...fault(where, !isStateful && Number(at(workload, "spec", "replicas")) > 1, "shares a log"),
    ...fault(
      where,
      !isStateful && at(workload, "spec", "strategy", "type") !== "Recreate",
      "starts the new pod while the old one holds the log",
    ),
    ...fault(
      where,
      isStateful && (policy["whenDeleted"] !== "Retain" || policy["whenScaled"] !== "Retain"),
      "claims are deleted",
    ),
    ...others.flatMap((other) =>
      fault(
        other.where,
        listOf(other.fields["volumeMounts"]).some(({ name }) => kept.has(String(name))),
        "sees evidence or key",
      )
    ),
  ];
}

/** Kubernetes expands `$(POD_NAME)` in a variable only when it was defined before. */
function isNameKnown({ fields }: Container): boolean {
  const env = listOf(fields["env"]);
  const name = env.findIndex((one) => one["name"] === "POD_NAME");
  const origin = env.findIndex((one) => one["name"] === "OUTBAND_ORIGIN");
  return at(env[name], "valueFrom", "fieldRef", "fieldPath") === "metadata.name" &&
    (origin < 0 || name < origin);
}

/** Volume and claim of every volume that outlives the pod. */
function claimsOf(workload: Fields): [string, string][] {
  const templates = listOf(at(workload, "spec", "volumeClaimTemplates"))
    .map(({ metadata }) => String(at(metadata, "name")));
  const volumes = listOf(podOf(workload)["volumes"]).flatMap((volume): [string, string][] => {
    const claim = at(volume, "persistentVolumeClaim", "claimName");
    return claim === undefined ? [] : [[String(volume["name"]), String(claim)]];
  });
  return [...templates.map((name): [string, string] => [name, name]), ...volumes];
}

/** A policy of both directions selects the pods. */
function policyFaults(workload: Fields, documents: readonly Fields[]): string[] {
  const policies = policiesOf(workload, documents);
  const types = new Set(policies.flatMap((policy) => at(policy, "spec", "policyTypes")));
  const where = nameOf(workload);
  const ports = policies.flatMap((policy) => listOf(at(policy, "spec", "egress")))
    .flatMap(({ ports }) => listOf(ports).map(({ port }) => port));
  return [
    ...fault(where, !types.has("Ingress") || !types.has("Egress"), "no policy of both directions"),
    ...fault(where, [...new Set(ports)].sort().join() !== "443,53", `may send to ${ports.join()}`),
  ];
}

/** Policies that select the pods of a workload. */
export function policiesOf(workload: Fields, documents: readonly Fields[]): Fields[] {
  const labels = fieldsOf(at(workload, "spec", "template", "metadata", "labels"));
  return ofKind(documents, "NetworkPolicy").filter((policy) =>
    selects(at(policy, "spec", "podSelector", "matchLabels"), labels)
  );
}

/** True when every label that a selector asks for is there. */
export function selects(selector: unknown, labels: Fields): boolean {
  return Object.entries(fieldsOf(selector)).every(([name, value]) => labels[name] === value);
}

/** What points to something finds it. */
function referenceFaults(documents: readonly Fields[]): string[] {
  const workloads = workloadsOf(documents);
  const maps = ofKind(documents, "ConfigMap").map((map) => at(map, "metadata", "name"));
  const services = ofKind(documents, "Service");
  const labels = workloads.map((one) =>
    fieldsOf(at(one, "spec", "template", "metadata", "labels"))
  );
  return [
    ...workloads.flatMap((workload) => [
      ...fault(
        nameOf(workload),
        !selects(
          at(workload, "spec", "selector", "matchLabels"),
          fieldsOf(at(workload, "spec", "template", "metadata", "labels")),
        ),
        "does not select its own pods",
      ),
      ...containersOf(workload).flatMap(({ fields, where }) =>
        listOf(fields["envFrom"]).flatMap((from) => {
          const name = at(from, "configMapRef", "name");
          return fault(where, !maps.includes(name), `no ConfigMap ${name}`);
        })
      ),
      ...fault(
        nameOf(workload),
        workload["kind"] === "StatefulSet" &&
          !services.some((one) =>
            at(one, "metadata", "name") === at(workload, "spec", "serviceName") &&
            at(one, "spec", "clusterIP") === "None"
          ),
        "has no headless service",
      ),
    ]),
    ...services.flatMap((service) =>
      fault(
        nameOf(service),
        !labels.some((one) => selects(at(service, "spec", "selector"), one)),
        "selects no pod",
      )
    ),
    ...ofKind(documents, "ServiceMonitor").flatMap((monitor) => {
      const found = services.filter((service) =>
        selects(
          at(monitor, "spec", "selector", "matchLabels"),
          fieldsOf(at(service, "metadata", "labels")),
        ) &&
        listOf(at(service, "spec", "ports")).some(({ name }) =>
          name === listOf(at(monitor, "spec", "endpoints"))[0]?.["port"]
        )
      );
      return fault(nameOf(monitor), found.length !== 1, `selects ${found.length} services`);
    }),
  ];
}
