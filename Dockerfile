# Outband as one compiled binary in an image without a shell.
#
#   docker build -t outband:0.1.0 .
#
# Base images are pinned by tag and digest: a tag can be moved, a digest cannot. With the tag a
# person sees what it is, and an updater finds the next one.
ARG DENO_IMAGE=denoland/deno:2.9.6@sha256:2014dc167ece617ef7e7ba40631ac2234c59e75ce693e7cc2dc2602b3c87859d
ARG RUNTIME_IMAGE=gcr.io/distroless/cc-debian12:nonroot@sha256:9dac0a79194e45a7da0158a9c6da57b217585af0786db3845d1f0ec1a0dd182f

# The build runs on the builder's own architecture and compiles for the image's.
FROM --platform=${BUILDPLATFORM} ${DENO_IMAGE} AS build
# Set by BuildKit. A default here would win over it.
ARG TARGETARCH
ENV DENO_DIR=/deno-dir
WORKDIR /build
COPY deno.json deno.lock ./
COPY src ./src
COPY deploy/sbom ./deploy/sbom
RUN deno install --frozen --entrypoint src/main.ts
# Thread entries are loaded by name at run time, so they are named here. --unstable-worker-options
# is baked in: it lets the audit workers run without any permission. No --allow-run, no --allow-ffi,
# no imports: the program cannot start or load anything that is not in it. The variables after
# OUTBAND_* change what goes over the wire; the program reads them to say so.
RUN case "${TARGETARCH:-amd64}" in \
      amd64) machine=x86_64 ;; arm64) machine=aarch64 ;; \
      *) echo "no binary for $TARGETARCH" >&2; exit 1 ;; \
    esac \
 && deno compile --frozen --cached-only --no-prompt --no-code-cache --exclude-unused-npm \
      --unstable-worker-options --unstable-no-legacy-abort \
      --allow-net --allow-read --allow-write=/evidence,/private --deny-import \
      --allow-sys=setPriority,statfs \
      --allow-env=OUTBAND_*,OTEL_*,DENO_SERVE_ADDRESS,DENO_SERVE_AUTOMATIC_COMPRESSION,HTTP_PROXY,HTTPS_PROXY,ALL_PROXY,NO_PROXY,http_proxy,https_proxy,all_proxy,no_proxy,SSLKEYLOGFILE,DENO_CERT,NODE_EXTRA_CA_CERTS,DENO_TLS_CA_STORE \
      --include src/cli/audit_thread.ts --include src/cli/journal_thread.ts \
      --include src/cli/otel_thread.ts \
      --target "$machine-unknown-linux-gnu" --output /out/outband src/main.ts \
 && deno run --no-prompt --allow-read=deno.json,deno.lock deploy/sbom/make.ts >/out/sbom.cdx.json \
 && install -d -m 0700 /out/volumes/evidence /out/volumes/private

FROM ${RUNTIME_IMAGE}
COPY --from=build /out/outband /outband
COPY --from=build /out/sbom.cdx.json /sbom.cdx.json
COPY --from=build --chown=65532:65532 /out/volumes/ /
COPY LICENSE /LICENSE
# Logs lie one level below the mount points, whose roots can hold a lost+found. Paths, no secrets:
# hadolint ignore=DL3064
ENV OUTBAND_EVIDENCE_DIR=/evidence/log \
    OUTBAND_PRIVATE_DIR=/private/log \
    OUTBAND_LOG_OUTPUT=stdout \
    OUTBAND_SANDBOX_WORKERS=true
USER 65532:65532
VOLUME ["/evidence", "/private"]
EXPOSE 8080 9090
# The binary asks itself: there is no shell and no HTTP client here. It follows
# OUTBAND_METRICS_LISTEN; who sets that address by flag gives it to the probe as well. Kubernetes
# does not use this and asks over HTTP.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD ["/outband", "probe"]
ENTRYPOINT ["/outband"]
CMD ["serve"]
