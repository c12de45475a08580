// Bundles workflows with esbuild. Talks in lines of JSON: a build is asked for on stdin and answered
// on stdout; while it runs, this side asks for the repository's files, of which it has none itself.
//
//   in   {"build":{"entries":[…],"paths":[["@/*",["src/*"]]],"baseUrl":"src","tsconfig":{…}}}
//   out  {"ask":1,"lookup":["src/a","src/a.ts",…]}      the first of these that is a file, please
//   in   {"answer":1,"path":"src/a.ts","text":"…"}      or "refused":{code,text}, or neither: no file
//   out  {"built":{"entry":…,"code":…,"map":…,"empty":…,"errors":[…],"warnings":[…]}}   per entry
//   out  {"done":true}
import * as esbuild from "esbuild";
import { fileOf, message } from "./messages.mjs";
import { HOME, isShipped, REPOSITORY, repositoryOnly } from "./resolver.mjs";

const BUILDS_AT_ONCE = 4;

const waiting = new Map();
let asked = 0;

function send(line) {
  process.stdout.write(JSON.stringify(line) + "\n");
}

function ask(candidates) {
  return new Promise((resolve) => {
    const id = ++asked;
    waiting.set(id, resolve);
    send({ ask: id, lookup: candidates });
  });
}

function receive(line) {
  const received = JSON.parse(line);
  if (received.build) {
    buildAll(received.build);
  } else {
    waiting.get(received.answer)(received);
    waiting.delete(received.answer);
  }
}

async function buildAll(request) {
  const plugin = repositoryOnly(request, ask);
  const entries = [...request.entries];
  const builder = async () => {
    for (let entry = entries.shift(); entry !== undefined; entry = entries.shift()) {
      send({ built: await buildOne(entry, request, plugin) });
    }
  };
  await Promise.all(Array.from({ length: BUILDS_AT_ONCE }, builder));
  send({ done: true });
}

async function buildOne(entry, request, plugin) {
  try {
    return built(entry, await esbuild.build(options(entry, request, plugin)));
  } catch (failure) {
    if (!failure.errors) throw failure;
    return { entry, errors: failure.errors.map(message), warnings: failure.warnings.map(message) };
  }
}

function options(entry, request, plugin) {
  return {
    entryPoints: [entry],
    plugins: [plugin],
    bundle: true,
    write: false,
    metafile: true,
    outfile: "workflow.js",
    absWorkingDir: HOME,
    format: "iife",
    globalName: "__sluice_module",
    // Not "neutral": liquidjs says only for browsers how to do without Node's modules.
    platform: "browser",
    target: "es2024",
    mainFields: ["browser", "module", "main"],
    conditions: ["module", "browser"],
    sourcemap: "external",
    sourcesContent: false,
    charset: "utf8",
    logLevel: "silent",
    // What esbuild would otherwise leave in the bundle, to be found when it runs.
    logOverride: {
      "unsupported-dynamic-import": "error",
      "unsupported-require-call": "error",
      "indirect-require": "error",
    },
    define: { "process.env.NODE_ENV": '"production"' },
    tsconfigRaw: request.tsconfig,
  };
}

function built(entry, result) {
  const stray = Object.keys(result.metafile.inputs).find((input) => !isAllowed(input));
  // Not told to the author: that it happened at all is a fault of ours.
  if (stray !== undefined) throw new Error("a bundle held a file from outside");
  const [map, code] = result.outputFiles;
  const outputs = Object.values(result.metafile.outputs);
  const inputs = outputs.flatMap((output) => Object.values(output.inputs));
  return {
    entry,
    code: code.text,
    map: withRepositoryPaths(map.text),
    empty: inputs.every((input) => input.bytesInOutput === 0),
    errors: [],
    warnings: result.warnings.map(message),
  };
}

function isAllowed(input) {
  return input.startsWith(`${REPOSITORY}:`) || input.startsWith("(disabled):") || isShipped(input);
}

function withRepositoryPaths(text) {
  const map = JSON.parse(text);
  map.sources = map.sources.map(fileOf);
  return JSON.stringify(map);
}

// Not node:readline, which also ends a line at U+2028, as a source file may hold.
async function readLines(stream) {
  stream.setEncoding("utf8");
  let parts = [];
  for await (const chunk of stream) {
    const pieces = chunk.split("\n");
    for (const piece of pieces.slice(0, -1)) {
      receive(parts.join("") + piece);
      parts = [];
    }
    parts.push(pieces.at(-1));
  }
}

await esbuild.transform(""); // Warm, before the first push needs it.
send({ ready: { node: process.versions.node, esbuild: esbuild.version } });
await readLines(process.stdin);
process.exit(0);
