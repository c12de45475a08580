// What there is in a workflow instead of Node.js and of packages that need it.
import { builtinModules } from "node:module";

const USE_FETCH = "call the service with fetch from @kinde/infrastructure and the kinde.fetch binding";
const NO_SOCKETS = "a workflow can't open a connection to a database; put a small HTTP service" +
  ` before it and ${USE_FETCH}`;
const REASONS = new Map(Object.entries({
  axios: USE_FETCH, "node-fetch": USE_FETCH, "cross-fetch": USE_FETCH, got: USE_FETCH,
  undici: USE_FETCH, superagent: USE_FETCH, request: USE_FETCH,
  http: USE_FETCH, https: USE_FETCH, http2: USE_FETCH, net: USE_FETCH, tls: USE_FETCH,
  mongodb: NO_SOCKETS, mongoose: NO_SOCKETS, pg: NO_SOCKETS, mysql: NO_SOCKETS, mysql2: NO_SOCKETS,
  redis: NO_SOCKETS, ioredis: NO_SOCKETS, "@prisma/client": NO_SOCKETS,
  crypto: "crypto.randomUUID, crypto.getRandomValues and crypto.subtle.digest are global; for the" +
    ` rest, ${USE_FETCH}`,
  fs: "a workflow has no files; import what it needs as JSON",
  "fs/promises": "a workflow has no files; import what it needs as JSON",
  buffer: "use TextEncoder, TextDecoder, atob and btoa",
  process: "read settings with getEnvironmentVariable from @kinde/infrastructure",
  dotenv: "read settings with getEnvironmentVariable from @kinde/infrastructure",
  url: "URL and URLSearchParams are globals; declare the binding url",
}));

/** What to do instead of importing that, or undefined. */
export function reasonFor(specifier) {
  const name = specifier.replace(/^node:/, "");
  return REASONS.get(name) ?? REASONS.get(packageOf(name));
}

/** That it's part of Node.js, in words; undefined if it isn't. */
export function whatIs(specifier) {
  return isBuiltin(specifier)
    ? `${JSON.stringify(specifier.slice(0, 200))} is part of Node.js, which workflows don't run on`
    : undefined;
}

export function isBuiltin(specifier) {
  return specifier.startsWith("node:") || builtinModules.includes(packageOf(specifier));
}

function packageOf(specifier) {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
