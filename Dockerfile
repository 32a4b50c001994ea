# The application with Debian's Chromium (for the PDF), as a user without rights.
FROM node:24-bookworm-slim AS build
WORKDIR /candour
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends chromium fonts-liberation \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /candour candour \
 && install -d -o candour -g candour -m 0700 /data
WORKDIR /candour
COPY --from=build --chown=root:root /candour .
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 CANDOUR_DATA=/data CANDOUR_BROWSER=/usr/bin/chromium
USER candour
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "api/bin/candour.js", "serve"]
