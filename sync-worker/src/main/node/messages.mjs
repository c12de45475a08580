// What esbuild and our resolver say, in the words and places of an author.

import { isBuiltin, reasonFor } from "./reasons.mjs";

const REPOSITORY = "repo:";
const UNRESOLVED = /^Could not resolve "([^"]+)"/;
/** How an install keeps packages apart; of no interest to an author. */
const STORE = /^store\/[^/]+\//;
const CODES = [
  [/^Top-level await /, "top_level_await", () =>
    "A workflow can't await at its top level: move the await into the default function"],
  [/^No matching export in /, "missing_export", (text) => text],
];
export const NOT_LITERAL = "A workflow can only import what its bundle holds: name the file or package in" +
  " quotes, in import or require itself";
const PACKAGED = /^node_modules\/((?:@[^/]+\/)?[^/]+)\/(.+)$/;
const IDS = {
  "unsupported-dynamic-import": ["dynamic_import", NOT_LITERAL],
  "unsupported-require-call": ["dynamic_import", NOT_LITERAL],
  "indirect-require": ["dynamic_import", NOT_LITERAL],
};

/** The path a source has in the repository, or in the shipped packages. */
export function fileOf(source) {
  return source.startsWith(REPOSITORY) ? source.slice(REPOSITORY.length) : source.replace(STORE, "");
}

/** One of esbuild's messages as {code, text, at}; lines and columns count from 1. */
export function message({ text, id, detail, location }) {
  const needs = needsNode(text, location);
  if (needs) return { code: "package_needs_node", text: needs, at: place(location) };
  const plain = text.replaceAll(`"${REPOSITORY}`, '"');
  return { ...named(plain, id, detail), at: location ? place(location) : undefined };
}

/** In the words of who chose the package, and may not know what it is made of. */
function needsNode(text, location) {
  const [, wanted] = UNRESOLVED.exec(text) ?? [];
  const [, name, file] = PACKAGED.exec(location ? fileOf(location.file) : "") ?? [];
  if (!name || !wanted || !isBuiltin(wanted)) return undefined;
  const instead = reasonFor(name) ?? reasonFor(wanted);
  return `${name} imports ${wanted} in ${file}, which is part of Node.js, and workflows don't run on that: ` +
    (instead ?? "use a package that also runs in browsers, or an entry point of it that does");
}

function named(text, id, detail) {
  if (detail?.code) return { code: detail.code, text };
  if (IDS[id]) return { code: IDS[id][0], text: IDS[id][1] };
  const known = CODES.find(([pattern]) => pattern.test(text));
  return known ? { code: known[1], text: known[2](text) } : { code: "syntax_error", text };
}

function place({ file, line, column, lineText }) {
  // esbuild's columns count bytes from 0.
  const before = Buffer.from(lineText).subarray(0, column).toString();
  return { file: fileOf(file), line, column: before.length + 1 };
}
