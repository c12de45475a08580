// What a lock file pins, whichever tool wrote it: {wanted, root}. `root` gives the id of each package
// that workflows may import by its alias.
import { Refused } from "./refused.mjs";
import { Wanted } from "./wanted.mjs";

// Each is loaded when it's needed: their parsers take their time.
const READERS = {
  "package-lock.json": async () => (await import("./npm-lock.mjs")).npmLock,
  "pnpm-lock.yaml": async () => (await import("./pnpm-lock.mjs")).pnpmLock,
  "yarn.lock": async () => (await import("./yarn-lock.mjs")).yarnLock,
};

/**
 * Reads the lock file for what package.json depends on, a map of name → {specifier, optional}.
 * Throws Refused if it can't be installed from a registry as it stands.
 */
export async function readLock({ file, text }, manifest, mostPackages) {
  const reader = await READERS[file]();
  const wanted = new Wanted(file, mostPackages);
  try {
    return { wanted, root: reader(text, manifest, wanted) };
  } catch (failure) {
    if (failure instanceof Refused) throw failure;
    throw new Refused("invalid_lock_file", `Invalid ${file}: it can't be read (${oneLine(failure)}).` +
      " Write it anew with the tool that made it");
  }
}

/** What package.json depends on; not what only its development does. */
export function readManifest(text) {
  const { dependencies, optionalDependencies } = JSON.parse(text);
  const manifest = new Map();
  const add = (group, optional) => {
    for (const [name, specifier] of Object.entries(group ?? {})) {
      manifest.set(name, { specifier: String(specifier), optional });
    }
  };
  add(dependencies, false);
  add(optionalDependencies, true);
  return manifest;
}

function oneLine(failure) {
  return String(failure.message ?? failure).split("\n")[0].slice(0, 200);
}
