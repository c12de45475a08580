// package-lock.json as npm writes it since version 7: a tree of folders, walked up as Node does.
import { differs, fromRegistry, outOfStep, Refused } from "./refused.mjs";

const FILE = "package-lock.json";
/** Folders nest no deeper than that; walking up from one takes its time. */
const LONGEST_PLACE = 4_096;

export function npmLock(text, manifest, wanted) {
  const { lockfileVersion, packages } = JSON.parse(text);
  if (lockfileVersion !== 2 && lockfileVersion !== 3) {
    throw new Refused("unknown_lock_file",
      `${FILE} has lockfileVersion ${JSON.stringify(lockfileVersion)}; 2 and 3 can be read: run npm install` +
      " with npm 7 or newer");
  }
  const places = new Map(Object.entries(packages).filter(([place]) => place.length <= LONGEST_PLACE));
  return new Places(places, wanted).root(manifest);
}

class Places {
  #places;
  #wanted;

  constructor(places, wanted) {
    this.#places = places;
    this.#wanted = wanted;
  }

  root(manifest) {
    const top = this.#places.get("");
    const locked = new Map(Object.entries({ ...top?.dependencies, ...top?.optionalDependencies }));
    for (const name of new Set([...manifest.keys(), ...locked.keys()])) {
      const specifier = manifest.get(name)?.specifier;
      if (specifier !== undefined) fromRegistry(name, specifier);
      if (locked.get(name) !== specifier) throw outOfStep(FILE, name, differs(specifier, locked.get(name)));
    }
    const root = {};
    for (const [name, { optional }] of manifest) {
      const found = this.#from("", name, optional);
      if (found) root[name] = found;
      else if (!optional) throw outOfStep(FILE, name, "isn't locked");
    }
    return root;
  }

  /** The nearest package of that name, going up from a folder; undefined if there's none to install. */
  #from(folder, alias, optional) {
    for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
      const place = `${at}${at && "/"}node_modules/${alias}`;
      const found = this.#places.get(place);
      if (found) return optional && isNative(found) ? undefined : this.#take(place, alias, found);
      if (at === "") return undefined;
    }
  }

  #take(place, alias, found) {
    const name = found.name ?? alias;
    fromRegistry(name, found.link ? `link:${found.resolved}` : String(found.version));
    if (!/^https?:/.test(found.resolved ?? "https:")) fromRegistry(name, found.resolved);
    if (!this.#wanted.has(place)) {
      this.#wanted.add(place, name, String(found.version), found.integrity);
      this.#follow(place, name, found);
    }
    return place;
  }

  #follow(place, name, { dependencies, optionalDependencies, peerDependencies }) {
    const names = { ...label(peerDependencies, false), ...label(dependencies, true), ...label(optionalDependencies, false) };
    for (const [alias, needed] of Object.entries(names)) {
      const found = this.#from(place, alias, !needed);
      if (found) this.#wanted.link(place, alias, found);
      else if (needed) throw outOfStep(FILE, alias, `isn't locked, and ${name} depends on it`);
    }
  }
}

function label(names, needed) {
  return Object.fromEntries(Object.keys(names ?? {}).map((name) => [name, needed]));
}

/** Built for one kind of machine, which is never the one that workflows run on. */
function isNative({ os, cpu, libc }) {
  return Boolean(os ?? cpu ?? libc);
}
