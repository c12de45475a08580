// pnpm-lock.yaml, versions 6 and 9: each package by name and version, with whom it imports.
import { parseSyml } from "@yarnpkg/parsers";
import { differs, fromRegistry, outOfStep, Refused } from "./refused.mjs";

const FILE = "pnpm-lock.yaml";

export function pnpmLock(text, manifest, wanted) {
  const lock = parseSyml(text);
  if (!/^[69](?:\.|$)/.test(String(lock.lockfileVersion))) {
    throw new Refused("unknown_lock_file",
      `${FILE} has lockfileVersion ${JSON.stringify(lock.lockfileVersion)}; 6 and 9 can be read: run pnpm install` +
      " with pnpm 8 or newer");
  }
  return new Graph(lock, wanted).root(lock.importers?.["."] ?? lock, manifest);
}

class Graph {
  #packages;
  #snapshots;
  #patched;
  #wanted;

  constructor({ packages, snapshots, patchedDependencies }, wanted) {
    this.#packages = byId(packages);
    this.#snapshots = snapshots ? byId(snapshots) : this.#packages;
    this.#patched = patchedDependencies ?? {};
    this.#wanted = wanted;
  }

  root({ dependencies, optionalDependencies }, manifest) {
    const locked = { ...dependencies, ...optionalDependencies };
    for (const name of new Set([...manifest.keys(), ...Object.keys(locked)])) {
      const specifier = manifest.get(name)?.specifier;
      if (specifier !== undefined) fromRegistry(name, specifier);
      const other = Object.hasOwn(locked, name) ? locked[name].specifier : undefined;
      if (other !== specifier) throw outOfStep(FILE, name, differs(specifier, other));
    }
    const root = {};
    for (const [name, { optional }] of manifest) {
      const found = this.#take(name, String(locked[name].version), optional);
      if (found) root[name] = found;
    }
    return root;
  }

  #take(alias, version, optional) {
    fromRegistry(alias, version);
    const id = idOf(alias, version);
    const key = id.replace(/\(.*$/s, "");
    const found = this.#packages.get(id) ?? this.#packages.get(key);
    if (!found) throw outOfStep(FILE, alias, `is locked at ${JSON.stringify(version)}, which isn't among its packages`);
    if (optional && (found.os ?? found.cpu ?? found.libc)) return undefined;
    if (!this.#wanted.has(id)) this.#add(id, key, found);
    return id;
  }

  #add(id, key, { resolution }) {
    const at = key.lastIndexOf("@");
    const [name, version] = [key.slice(0, at), key.slice(at + 1)];
    if (Object.hasOwn(this.#patched, key) || Object.hasOwn(this.#patched, name)) fromRegistry(name, `patch:${key}`);
    if (resolution?.type ?? resolution?.repo) fromRegistry(name, `git:${resolution.repo ?? resolution.type}`);
    this.#wanted.add(id, name, version, resolution?.integrity);
    const { dependencies, optionalDependencies } = this.#snapshots.get(id) ?? {};
    this.#follow(id, dependencies, false);
    this.#follow(id, optionalDependencies, true);
  }

  #follow(id, names, optional) {
    for (const [alias, version] of Object.entries(names ?? {})) {
      const found = this.#take(alias, String(version), optional);
      if (found) this.#wanted.link(id, alias, found);
    }
  }
}

/** Version 6 begins its keys with a slash. */
function byId(entries) {
  return new Map(Object.entries(entries ?? {}).map(([key, value]) => [key.replace(/^\//, ""), value ?? {}]));
}

/** An alias names the other package before its version. */
function idOf(alias, version) {
  const plain = version.replace(/^\//, "");
  return /^\d/.test(plain) ? `${alias}@${plain}` : plain;
}
