# build compiles; dependencies keeps what runs; service puts both together; warm-up fills the compile cache;
# the last stage is the image: service and cache.
FROM node:24-bookworm-slim AS build
WORKDIR /slotline
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build -- --sourceMap false

FROM node:24-bookworm-slim AS dependencies
WORKDIR /slotline
COPY package.json package-lock.json .npmrc ./
# Charts are for training. The bill of materials is made from what is then left: with development dependencies in
# package.json, npm would leave out of it what they share with the service.
RUN npm ci --omit=dev --ignore-scripts \
  && npm pkg delete dependencies.echarts devDependencies scripts \
  && npm prune --ignore-scripts --offline \
  && npm sbom --sbom-format cyclonedx --sbom-type application > sbom.cdx.json
# onnxruntime-node carries the binaries of every platform, and packages their tests, sources, typings and manuals.
# Licences stay, whatever they are called. Last, the same code again for browsers and bundlers, which Node does not load.
RUN find node_modules/onnxruntime-node/bin -mindepth 3 -maxdepth 3 -type d ! -path "*/linux/$(node -p process.arch)" -exec rm -r {} + \
  && find ./node_modules -regextype posix-extended -type d \
    -regex '.*/node_modules/(@[^/]+/)?[^/]+/(tests?|docs|examples?|bench(mark)?s?|\.github)' -prune -exec rm -r {} + \
  && find ./node_modules -type d \( -path '*/@opentelemetry/*/build/esm' -o -path '*/@opentelemetry/*/build/esnext' \
    -o -path '*/mediabunny/dist/bundles' -o -path '*/protobufjs/dist' -o -path '*/yaml/browser' \) -prune -exec rm -r {} + \
  && find node_modules -type f \( -name '*.md' -o -name '*.map' -o -name '*.ts' -o -name '*.cts' -o -name '*.mts' \) \
    ! -iname '*licen[cs]e*' ! -iname 'notice*' -delete \
  && find node_modules -type d -empty -delete

FROM node:24-bookworm-slim AS service
# Memory: one arena of malloc for each core, not eight, costs no time that could be measured.
ENV MALLOC_ARENA_MAX=2 NODE_ENV=production HOST=0.0.0.0 PORT=8080 ADMIN_HOST=0.0.0.0 ADMIN_PORT=8081 NODE_COMPILE_CACHE=/app/.compile-cache
WORKDIR /app
COPY --from=dependencies /slotline/node_modules ./node_modules
COPY --from=dependencies /slotline/package.json /slotline/sbom.cdx.json ./
COPY LICENSE ./
COPY models ./models
COPY --from=build /slotline/dist ./dist
# The user node, as a number, so that a cluster can verify that it is not root.
USER 1000:1000

FROM service AS warm-up
USER root
RUN install -d -o 1000 -g 1000 .compile-cache
USER 1000:1000
COPY docker/warm-up.ts /warm-up/
# Node lets only their owner read these files.
RUN node /warm-up/warm-up.ts && chmod -R a+rX .compile-cache

FROM service
ARG REVISION=unknown
LABEL org.opencontainers.image.title="slotline" \
  org.opencontainers.image.description="Labels slots in booking sentences: POST /tag" \
  org.opencontainers.image.version="0.1.0" \
  org.opencontainers.image.revision="$REVISION" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.base.name="docker.io/library/node:24-bookworm-slim"
COPY --from=warm-up --chown=0:0 /app/.compile-cache ./.compile-cache
EXPOSE 8080 8081
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "require('node:http').get(`http://127.0.0.1:${process.env.ADMIN_PORT}/health/ready`, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]
CMD ["node", "dist/server.js"]
