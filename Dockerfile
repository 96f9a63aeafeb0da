FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# onnxruntime-node carries the binaries of every platform, of which this one's are kept; charts are for training.
RUN npm ci --omit=dev --ignore-scripts \
  && cd node_modules/onnxruntime-node/bin/napi-v6 \
  && find . -mindepth 2 -maxdepth 2 -type d ! -path "./linux/$(node -p process.arch)" -exec rm -r {} + \
  && find . -mindepth 1 -maxdepth 1 -type d -empty -delete \
  && rm -r /app/node_modules/echarts /app/node_modules/zrender

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 NODE_COMPILE_CACHE=/app/.compile-cache
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE* ./
COPY models ./models
RUN mkdir .compile-cache && chown node .compile-cache
USER node
# Starts and stops once: proves that the image serves, and leaves compiled code behind, which saves a third of a start.
RUN PORT=0 timeout --preserve-status --signal=TERM 10 node dist/server.js
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/server.js"]
