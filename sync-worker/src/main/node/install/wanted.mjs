import { Refused } from "./refused.mjs";

const NAME = /^(?:@[a-z0-9~_-][a-z0-9~._-]*\/)?[a-z0-9~_-][a-z0-9~._-]*$/i;
const VERSION = /^\d[0-9a-z.+-]*$/i;
const LONGEST_NAME = 214;
const STRONG = /^(?:sha512|sha384|sha256)-/;
const YARN = /^10c[0-9]\/[0-9a-f]{128}$/;

/**
 * The packages to install, by an id of the lock file's own:
 * {name, version, proof, dependencies: {alias: id}}. Bounded, and every name in it is one.
 */
export class Wanted {
  #file;
  #most;
  #packages = new Map();

  constructor(file, most) {
    this.#file = file;
    this.#most = most;
  }

  has(id) {
    return this.#packages.has(id);
  }

  /** Notes a package; `proof` is an integrity as npm writes it, or a checksum as Yarn does. */
  add(id, name, version, proof) {
    if (!isName(name) || !VERSION.test(version)) throw this.#odd(`${name}@${version}`);
    const proofs = String(proof ?? "").split(/\s+/).filter((it) => STRONG.test(it) || YARN.test(it));
    if (proofs.length === 0) throw this.#unproven(name, version);
    if (this.#packages.size === this.#most) {
      throw new Refused("too_many_packages", `package.json leads to more than ${this.#most} packages: depend on less (limit packages)`);
    }
    this.#packages.set(id, { id, name, version, proofs, dependencies: {} });
  }

  link(from, alias, to) {
    if (!isName(alias)) throw this.#odd(alias);
    this.#packages.get(from).dependencies[alias] = to;
  }

  all() {
    return [...this.#packages.values()];
  }

  #odd(what) {
    return new Refused("invalid_lock_file", `Invalid ${this.#file}: ${JSON.stringify(String(what).slice(0, 200))}` +
      " isn't a package's name and version");
  }

  #unproven(name, version) {
    return new Refused("dependency_without_integrity",
      `${this.#file} has no integrity for ${name}@${version} that can be checked (SHA-256 or longer; of Yarn's` +
      " own checksums, those of Yarn 4): write it anew with a current version of its tool");
  }
}

export function isName(name) {
  return name.length <= LONGEST_NAME && NAME.test(name);
}
