// Finds imports that name no file or package in quotes. esbuild takes some of those (`./a/${b}`,
// "./a/" + b) for patterns and looks for what matches on the disk itself, past every resolver: such a
// source must never reach it.
import { parse } from "acorn";
import { simple } from "acorn-walk";
import * as esbuild from "esbuild";

/**
 * A source without any of this can't hold such a call, however it is written. What declares an import goes
 * on with a name, a brace, a star or a quote.
 */
const SUSPECT = /\bimport\b(?!\s*[\w$*{"'])|\brequire\b|\\u/;
const CALL = /\b(?:import|require(?:\s*\.\s*\w+)?)\s*\(/g;
const NAMED = /^\s*(?:"[^"\n]*"|'[^'\n]*')\s*[,)]/;
const GRAMMAR = { sourceType: "module", ecmaVersion: "latest", allowHashBang: true };

/**
 * Where the source asks for something it doesn't name, as esbuild tells a place; undefined if
 * nowhere. A source that doesn't parse is left to esbuild, which says where and why.
 */
export async function unnamedImport(text, loader) {
  if (loader === "json" || !SUSPECT.test(text)) return undefined;
  const tree = await treeOf(text, loader);
  let found = false;
  const look = (asked) => { found ||= !isNamed(asked); };
  if (tree) {
    simple(tree, {
      ImportExpression: ({ source }) => look(source),
      CallExpression: ({ callee, arguments: given }) => {
        if (mayRequire(callee) && given.length > 0) look(given[0]);
      },
    });
  }
  return found ? placeOf(text) : undefined;
}

async function treeOf(text, loader) {
  try {
    const { code } = await esbuild.transform(text, { loader, target: "es2024", format: "esm" });
    return parse(code, GRAMMAR);
  } catch {
    return undefined;
  }
}

/** require, require.resolve, and the like on any object. */
function mayRequire(callee) {
  return callee.type === "MemberExpression" ? mayRequire(callee.object) : callee.name === "require";
}

/** A plain name in quotes; or a variable, which esbuild itself refuses with the right place. */
function isNamed(asked) {
  return asked.type === "Identifier" || (asked.type === "Literal" && typeof asked.value === "string") ||
    (asked.type === "TemplateLiteral" && asked.expressions.length === 0);
}

/** The first call that doesn't look named; failing that, the first line. Only for the author's eye. */
function placeOf(text) {
  const call = [...text.matchAll(CALL)].find(({ index, 0: head }) =>
    !NAMED.test(text.slice(index + head.length)));
  const index = call?.index ?? 0;
  const line = text.slice(0, index).split("\n").length;
  const begin = text.lastIndexOf("\n", index - 1) + 1;
  const end = text.indexOf("\n", index);
  const lineText = text.slice(begin, end < 0 ? undefined : end);
  return { line, column: Buffer.byteLength(text.slice(begin, index)), lineText };
}
