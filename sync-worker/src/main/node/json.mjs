// JSON files as modules: their keys name exports.

/**
 * What esbuild is given for a JSON file. As exports, it writes keys with half of a surrogate pair as other keys, or ends
 * over them, so such a file is left to the engine.
 */
export function jsonModule(contents) {
  return hasBrokenKey(contents)
    ? { contents: `module.exports = JSON.parse(${JSON.stringify(contents)});`, loader: "js" }
    : { contents, loader: "json" };
}

function hasBrokenKey(contents) {
  if (!/\\u[dD][89a-fA-F]/.test(contents)) return false;
  try {
    return !Object.keys(JSON.parse(contents) ?? {}).every((key) => key.isWellFormed());
  } catch {
    return false; // esbuild says where.
  }
}
