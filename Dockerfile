# One image for every process; compose says which one runs.
FROM node:24-bookworm-slim AS build
WORKDIR /civitas
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY apps apps
COPY libs libs
RUN npx nest build && npm prune --omit=dev

FROM node:24-bookworm-slim
WORKDIR /civitas
ENV NODE_ENV=production LOG_FORMAT=json DATA_DIR=/data MALLOC_ARENA_MAX=1
COPY --from=build /civitas/package.json ./
COPY --from=build /civitas/node_modules node_modules
COPY --from=build /civitas/dist dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
CMD ["node", "--max-semi-space-size=8", "--heap-growing-percent=25", "dist/apps/standalone/src/main.js"]
