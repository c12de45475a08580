// yarn.lock, of Yarn 1 and of Yarn 4 or newer: what each range of each package was resolved to.
import { parseSyml } from "@yarnpkg/parsers";
import { fromRegistry, outOfStep, Refused } from "./refused.mjs";

const FILE = "yarn.lock";
const OF_YARN_4 = 8;

export function yarnLock(text, manifest, wanted) {
  const entries = parseSyml(text);
  const metadata = entries.__metadata;
  delete entries.__metadata;
  if (!metadata && !/# yarn lockfile v1/.test(text.slice(0, 1_000))) {
    throw new Refused("unknown_lock_file", `${FILE} doesn't say which Yarn wrote it: run yarn install`);
  }
  if (metadata && !(Number(metadata.version) >= OF_YARN_4)) throw ofYarn2Or3(metadata.version);
  return new Ranges(entries, Boolean(metadata), wanted).root(manifest);
}

/** Their checksums are of archives that those versions compressed, as no other does. */
function ofYarn2Or3(version) {
  return new Refused("unknown_lock_file",
    `${FILE} was written by Yarn 2 or 3 (its __metadata has version ${JSON.stringify(version)}), whose checksums only` +
    ` those can check: run "yarn set version 4" and "yarn install", and commit ${FILE}. Or commit a package-lock.json,` +
    " which npm install makes and which is taken before it");
}

class Ranges {
  #byRange = new Map();
  #byName = new Map();
  #modern;
  #wanted;
  #topPeers = new Map();

  constructor(entries, modern, wanted) {
    this.#modern = modern;
    this.#wanted = wanted;
    for (const [ranges, entry] of Object.entries(entries)) {
      for (const range of ranges.split(/\s*,\s*/)) {
        this.#byRange.set(range, entry);
        const name = nameOf(range);
        this.#byName.set(name, [...(this.#byName.get(name) ?? []), [range, entry]]);
      }
    }
  }

  root(manifest) {
    const root = {};
    for (const [name, { specifier }] of manifest) {
      fromRegistry(name, specifier);
      this.#topPeers.set(name, specifier);
    }
    this.#compareWithWorkspace(manifest);
    for (const [name, { specifier, optional }] of manifest) {
      const range = this.#rangeOf(name, specifier);
      if (!this.#byRange.has(range)) throw outOfStep(FILE, name, `is ${JSON.stringify(specifier)} there, which isn't locked`);
      const found = this.#take(name, range, optional);
      if (found) root[name] = found;
    }
    return root;
  }

  /** Yarn 4 notes what package.json asked for, its development included. */
  #compareWithWorkspace(manifest) {
    const own = [...this.#byRange].find(([range]) => range.endsWith("@workspace:."))?.[1];
    if (!own) return;
    for (const name of manifest.keys()) {
      if (!Object.hasOwn(own.dependencies ?? {}, name)) throw outOfStep(FILE, name, "isn't among what it notes of package.json");
    }
  }

  #rangeOf(name, specifier) {
    return this.#modern && !/^\w+:/.test(specifier) ? `${name}@npm:${specifier}` : `${name}@${specifier}`;
  }

  #take(alias, range, optional) {
    const entry = this.#byRange.get(range);
    if (entry.conditions) {
      if (optional) return undefined;
      throw new Refused("package_needs_machine", `${alias} is built for one kind of machine (${entry.conditions})`);
    }
    const name = this.#realName(alias, range, entry);
    const id = `${name}@${entry.version}`;
    if (!this.#wanted.has(id)) {
      this.#wanted.add(id, name, String(entry.version), this.#modern ? entry.checksum : entry.integrity);
      this.#follow(id, name, entry);
    }
    return id;
  }

  #realName(alias, range, { resolution, resolved }) {
    if (this.#modern) {
      const name = nameOf(String(resolution));
      fromRegistry(alias, String(resolution).slice(name.length + 1).replace(/^npm:/, ""));
      return name;
    }
    fromRegistry(alias, range.slice(alias.length + 1));
    if (resolved && !/^https?:/.test(resolved)) fromRegistry(alias, String(resolved));
    return /^.[^@]*@npm:(.[^@]*)@/.exec(range)?.[1] ?? alias;
  }

  #follow(id, name, { dependencies, optionalDependencies, dependenciesMeta, peerDependencies }) {
    for (const [alias, specifier] of Object.entries({ ...dependencies, ...optionalDependencies })) {
      const optional = Object.hasOwn(optionalDependencies ?? {}, alias) || Boolean(dependenciesMeta?.[alias]?.optional);
      const range = this.#lockedRange(alias, String(specifier));
      if (!range && !optional) throw outOfStep(FILE, alias, `isn't locked, and ${name} depends on it`);
      const found = range && this.#take(alias, range, optional);
      if (found) this.#wanted.link(id, alias, found);
    }
    for (const alias of Object.keys(peerDependencies ?? {})) this.#linkPeer(id, alias);
  }

  /** package.json's own, or the only one there is. */
  #linkPeer(id, alias) {
    const range = this.#topPeers.has(alias)
      ? this.#rangeOf(alias, this.#topPeers.get(alias))
      : this.#onlyOne(alias);
    const found = range && this.#byRange.has(range) && this.#take(alias, range, true);
    if (found) this.#wanted.link(id, alias, found);
  }

  /** A resolution in package.json may have set another range. */
  #lockedRange(alias, specifier) {
    const range = this.#rangeOf(alias, specifier);
    return this.#byRange.has(range) ? range : this.#onlyOne(alias);
  }

  #onlyOne(name) {
    const found = this.#byName.get(name) ?? [];
    return new Set(found.map(([, entry]) => entry)).size === 1 ? found[0][0] : undefined;
  }
}

function nameOf(range) {
  return range.slice(0, range.indexOf("@", 1));
}
