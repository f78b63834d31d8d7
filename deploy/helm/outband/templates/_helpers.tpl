{{/* Everything is named after the release. */}}
{{- define "outband.name" -}}
{{- if contains "outband" .Release.Name -}}
{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else -}}
{{ printf "%s-outband" .Release.Name | trunc 40 | trimSuffix "-" }}
{{- end -}}
{{- end }}

{{/* Labels that select the pods; they can never change. */}}
{{- define "outband.selector" -}}
app.kubernetes.io/name: outband
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "outband.labels" -}}
{{ include "outband.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "outband.image" -}}
{{- if .Values.image.digest -}}
{{ printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else -}}
{{ printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}
{{- end -}}
{{- end }}

{{/* Settings that contradict each other stop the rendering. */}}
{{- define "outband.check" -}}
{{- if and (eq .Values.kind "Deployment") (gt (int .Values.replicas) 1) -}}
{{- fail "kind Deployment has one log on one claim: set replicas to 1, or kind to StatefulSet" -}}
{{- end -}}
{{- if and (eq .Values.mode "sidecar") (not .Values.app.containers) -}}
{{- fail "mode sidecar needs your containers in app.containers; or set mode to gateway" -}}
{{- end -}}
{{- if and (eq .Values.mode "gateway") .Values.app.containers -}}
{{- fail "mode gateway runs no containers of yours: set mode to sidecar, or empty app.containers" -}}
{{- end -}}
{{- if and .Values.webhook.url (not .Values.webhook.secretName) -}}
{{- fail "webhook.url needs webhook.secretName: messages are signed, and the secret comes from a file" -}}
{{- end -}}
{{- if and .Values.otel.headersSecretName (not .Values.otel.endpoint) -}}
{{- fail "otel.headersSecretName needs otel.endpoint" -}}
{{- end -}}
{{- end }}

{{/* The proxy, as a native sidecar or as the only container. */}}
{{- define "outband.container" -}}
name: outband
image: {{ include "outband.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- if eq .Values.mode "sidecar" }}
restartPolicy: Always
{{- end }}
args:
  - serve
  - {{ printf "--target=%s" .Values.target | quote }}
  {{- if eq .Values.mode "sidecar" }}
  # Containers of a pod share its loopback; nothing outside the pod reaches it.
  - --listen=127.0.0.1:8080
  {{- else }}
  - --listen=0.0.0.0:8080
  {{- end }}
  - --metrics-listen=0.0.0.0:9090
  {{- if eq .Values.kind "StatefulSet" }}
  - {{ printf "--origin=%s/$(POD_NAME)" .Values.origin | quote }}
  {{- else }}
  - {{ printf "--origin=%s" .Values.origin | quote }}
  {{- end }}
  # A level below the mount points, whose roots can hold a lost+found.
  - --evidence-dir=/evidence/log
  - --private-dir=/private/log
  - --log-output=stdout
  - --sandbox-workers
  - {{ printf "--workers=%d" (int .Values.workers) }}
  {{- with .Values.webhook.secretName }}
  - --webhook-secret-file=/secrets/webhook/secret
  {{- end }}
  {{- with .Values.otel.endpoint }}
  - {{ printf "--otel-endpoint=%s" . | quote }}
  {{- end }}
  {{- with .Values.otel.headersSecretName }}
  - --otel-headers-file=/secrets/otel/headers
  {{- end }}
  {{- range .Values.extraArgs }}
  - {{ . | quote }}
  {{- end }}
env:
  - name: POD_NAME
    valueFrom:
      fieldRef:
        fieldPath: metadata.name
  {{- with .Values.webhook.url }}
  - name: OUTBAND_WEBHOOK_URL
    value: {{ . | quote }}
  {{- end }}
  {{- with .Values.extraEnv }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
ports:
  {{- if eq .Values.mode "gateway" }}
  - name: http
    containerPort: 8080
  {{- end }}
  - name: outband-metrics
    containerPort: 9090
startupProbe:
  httpGet: { path: /readyz, port: outband-metrics }
  periodSeconds: 1
  failureThreshold: 60
readinessProbe:
  httpGet: { path: /readyz, port: outband-metrics }
  periodSeconds: 5
livenessProbe:
  httpGet: { path: /healthz, port: outband-metrics }
  periodSeconds: 10
  failureThreshold: 6
lifecycle:
  preStop:
    sleep:
      seconds: {{ .Values.preStopSeconds }}
resources:
  {{- toYaml .Values.resources | nindent 2 }}
securityContext:
  runAsUser: 65532
  runAsGroup: 65532
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
volumeMounts:
  - name: evidence
    mountPath: /evidence
  - name: private
    mountPath: /private
  {{- if .Values.webhook.secretName }}
  - name: webhook
    mountPath: /secrets/webhook
    readOnly: true
  {{- end }}
  {{- if .Values.otel.headersSecretName }}
  - name: otel
    mountPath: /secrets/otel
    readOnly: true
  {{- end }}
{{- end }}

{{/* Secrets of the receivers outside, as files: not in the environment, which children inherit. */}}
{{- define "outband.secretVolumes" -}}
{{- with .Values.webhook.secretName }}
- name: webhook
  secret:
    secretName: {{ . }}
    defaultMode: 0400
{{- end }}
{{- with .Values.otel.headersSecretName }}
- name: otel
  secret:
    secretName: {{ . }}
    defaultMode: 0400
{{- end }}
{{- end }}

{{/* A claim's spec; the list is root and size. */}}
{{- define "outband.claim" -}}
{{- $root := index . 0 -}}
accessModes: {{ toJson $root.Values.persistence.accessModes }}
{{- with $root.Values.persistence.storageClass }}
storageClassName: {{ . }}
{{- end }}
resources:
  requests:
    storage: {{ index . 1 }}
{{- end }}

{{- define "outband.dnsEgress" -}}
- to:
    - namespaceSelector:
        matchLabels:
          {{- toYaml .Values.networkPolicy.dns.namespaceLabels | nindent 10 }}
      podSelector:
        matchLabels:
          {{- toYaml .Values.networkPolicy.dns.podLabels | nindent 10 }}
  ports:
    - { port: 53, protocol: UDP }
    - { port: 53, protocol: TCP }
{{- end }}
