# Outband as one compiled binary in an image without a shell.
#
# Base images are named by exact version or by their non-root tag; a release also pins each by
# digest (--build-arg DENO_IMAGE=denoland/deno:2.9.6@sha256:...), because a tag can be moved.
ARG DENO_IMAGE=denoland/deno:2.9.6
ARG RUNTIME_IMAGE=gcr.io/distroless/cc-debian12:nonroot

FROM ${DENO_IMAGE} AS build
ENV DENO_DIR=/deno-dir
WORKDIR /build
COPY deno.json deno.lock ./
COPY src ./src
RUN deno install --frozen --entrypoint src/main.ts
# Thread entries are loaded by name at run time, so they are named here. --unstable-worker-options
# is baked in: it lets the audit workers run without any permission.
RUN deno compile --frozen --cached-only --no-prompt --no-code-cache --exclude-unused-npm \
      --unstable-worker-options --unstable-no-legacy-abort \
      --allow-net --allow-read --allow-write=/evidence,/private \
      --allow-sys=setPriority,statfs \
      --allow-env=OUTBAND_*,DENO_SERVE_ADDRESS,DENO_SERVE_AUTOMATIC_COMPRESSION,OTEL_DENO,SSLKEYLOGFILE,HTTP_PROXY,http_proxy,HTTPS_PROXY,https_proxy,ALL_PROXY,all_proxy,DENO_CERT,NODE_EXTRA_CA_CERTS,DENO_TLS_CA_STORE \
      --include src/cli/audit_thread.ts --include src/cli/journal_thread.ts \
      --output /out/outband src/main.ts \
 && install -d -m 0700 /out/volumes/evidence /out/volumes/private

FROM ${RUNTIME_IMAGE}
COPY --from=build /out/outband /outband
COPY --from=build --chown=65532:65532 /out/volumes/ /
COPY LICENSE /LICENSE
# Logs lie one level below the mount points, whose roots can hold a lost+found.
ENV OUTBAND_EVIDENCE_DIR=/evidence/log \
    OUTBAND_PRIVATE_DIR=/private/log \
    OUTBAND_LOG_OUTPUT=stdout \
    OUTBAND_SANDBOX_WORKERS=true
USER 65532:65532
VOLUME ["/evidence", "/private"]
EXPOSE 8080 9090
# No HEALTHCHECK: it runs a command inside the container, and there is no shell and no HTTP client
# to run. Ask /healthz and /readyz on --metrics-listen from outside, as deploy/sidecar.yaml does.
ENTRYPOINT ["/outband"]
CMD ["serve"]
