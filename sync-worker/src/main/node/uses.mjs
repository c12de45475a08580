// Which bindings a bundle uses, as far as its text tells.
import { parse } from "acorn";
import { ancestor } from "acorn-walk";

/** Larger ones aren't worth the time that reading them takes. */
const MOST = 512 * 1024;
const URLS = new Set(["URL", "URLSearchParams"]);

/**
 * The names of the bindings used, and whether that is all of them: {names, all}. esbuild has dropped
 * what nothing calls, so that a helper counts only where it's used.
 */
export function uses(code) {
  if (code.length > MOST || !/\bkinde\b|\bURL/.test(code)) return { names: [], all: code.length <= MOST };
  const names = new Set();
  let all = true;
  ancestor(parse(code, { sourceType: "script", ecmaVersion: "latest" }), {
    Identifier(node, _state, ancestors) {
      if (URLS.has(node.name)) names.add("url");
      if (node.name !== "kinde") return;
      const parent = ancestors.at(-2);
      const isObject = parent?.type === "MemberExpression" && parent.object === node;
      if (isObject && !parent.computed) names.add(`kinde.${parent.property.name}`);
      else all = false;
    },
  });
  return { names: [...names].sort(), all: all && !/\bglobalThis\b/.test(code) };
}
