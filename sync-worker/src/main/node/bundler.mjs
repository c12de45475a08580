// Bundles workflows with esbuild. Talks in lines of JSON: a build is asked for on stdin and answered
// on stdout; while it runs, this side asks for the repository's files, of which it has none itself.
//
//   in   {"build":{"entries":[…],"paths":[["@/*",["src/*"]]],"baseUrl":"src","tsconfig":{…},"packages":"/an/install",
//        "known":{"files":[{path,text}],"absent":[path]},"limits":{each,all}}}   "known" needn't be asked for; limits
//        are bytes
//   out  {"ask":1,"lookup":["src/a","src/a.ts",…]}      the first of these that is a file, please
//   in   {"answer":1,"path":"src/a.ts","text":"…"}      or "refused":{code,text}, or neither: no file
//   out  {"built":{"entry":…,"code":…,"map":…,"empty":…,"asked":[1,…],"looked":[path],"errors":[…],"warnings":[…]}}
//        per entry; "asked" are the questions whose answers it was built from, "looked" the paths that were known
//   out  {"done":true}
import * as esbuild from "esbuild";
import { Answers } from "./answers.mjs";
import { ask, send, serve } from "./lines.mjs";
import { fileOf, message } from "./messages.mjs";
import { Packages } from "./packages.mjs";
import { REPOSITORY, repositoryOnly } from "./resolver.mjs";
import { Room } from "./room.mjs";
import { uses } from "./uses.mjs";

const BUILDS_AT_ONCE = 4;

async function buildAll(request) {
  const packages = Packages.of(request.packages);
  const answers = new Answers(ask, request.known);
  const entries = [...request.entries];
  const room = new Room(request.limits);
  const builder = async () => {
    while (entries.length > 0 && room.isLeft) {
      send({ built: room.take(await buildOne(entries.shift(), request, packages, answers.of())) });
    }
  };
  await Promise.all(Array.from({ length: BUILDS_AT_ONCE }, builder));
  send({ done: true });
}

async function buildOne(entry, request, packages, answers) {
  const plugin = repositoryOnly(request, packages, answers);
  try {
    const result = await esbuild.build(options(entry, request, packages, plugin));
    return { ...built(entry, packages, result), ...answers.asked };
  } catch (failure) {
    if (!failure.errors) throw failure;
    return { entry, errors: failure.errors.map(message), warnings: failure.warnings.map(message) };
  }
}

function options(entry, request, packages, plugin) {
  return {
    entryPoints: [entry],
    plugins: [plugin],
    bundle: true,
    write: false,
    metafile: true,
    outfile: "workflow.js",
    // What a bundle says of packages' files is said from here: it mustn't tell where they lie.
    absWorkingDir: packages.home,
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

function built(entry, packages, result) {
  const stray = Object.keys(result.metafile.inputs).find((input) => !isAllowed(input, packages));
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
    uses: uses(code.text),
    errors: [],
    warnings: result.warnings.map(message),
  };
}

function isAllowed(input, packages) {
  return input.startsWith(`${REPOSITORY}:`) || input.startsWith("(disabled):") || packages.has(input);
}

function withRepositoryPaths(text) {
  const map = JSON.parse(text);
  map.sources = map.sources.map(fileOf);
  return JSON.stringify(map);
}

await esbuild.transform(""); // Warm, before the first push needs it.
send({ ready: { node: process.versions.node, esbuild: esbuild.version } });
await serve(({ build }) => buildAll(build));
process.exit(0);
