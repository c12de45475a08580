// Which packages a workflow may import, and why not others.
import { builtinModules } from "node:module";

// What Kinde knows without its npm integration; the versions are package.json's.
const SHIPPED = ["@kinde/infrastructure", "react", "react-dom", "liquidjs"];

// Of these, nothing else: the rest wants a browser's page, or Node.js.
const ONLY = new Map([["react-dom", "react-dom/server.browser"]]);
const IMPORTABLE = SHIPPED.map((name) => ONLY.get(name) ?? name);

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

function nameOf(specifier) {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

/** The shipped package that a specifier names, or undefined. */
export function shippedPackage(specifier) {
  const plain = /^[\w@./-]+$/.test(specifier) && !specifier.split("/").some(isDots);
  const name = plain ? SHIPPED.find((shipped) => shipped === nameOf(specifier)) : undefined;
  return (ONLY.get(name) ?? specifier) === specifier ? name : undefined;
}

function isDots(segment) {
  return segment === "" || segment === "." || segment === "..";
}

/** Why a workflow can't import that, and what to do instead. */
export function refusal(specifier) {
  const shown = JSON.stringify(specifier.slice(0, 200));
  if (/^([a-z]:)?[\\/]/i.test(specifier)) {
    return `Failed to resolve file, invalid location: ${shown} is an absolute path; imports lead to` +
      " files of the repository, relative to the importing file";
  }
  const only = ONLY.get(nameOf(specifier));
  if (only) return `${shown} isn't something a workflow may import: of ${nameOf(specifier)}, only "${only}" is`;
  const builtin = specifier.replace(/^node:/, "");
  if (/^[a-z][a-z0-9+.-]*:/i.test(specifier) && builtin === specifier) {
    return `${shown} can't be imported: nothing is loaded from an address`;
  }
  const reason = REASONS.get(builtin) ?? REASONS.get(nameOf(builtin));
  const isBuiltin = builtin !== specifier || builtinModules.includes(nameOf(builtin));
  const what = isBuiltin
    ? `${shown} is part of Node.js, which workflows don't run on`
    : `${shown} isn't among the packages a workflow may import (${IMPORTABLE.join(", ")})`;
  return reason ? `${what}: ${reason}` : what;
}
