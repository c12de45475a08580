// Which packages a workflow may import, where they lie, and why not others.
import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { reasonFor, whatIs } from "./reasons.mjs";

// What Kinde knows without its npm integration; the versions are package.json's.
const SHIPPED = ["@kinde/infrastructure", "react", "react-dom", "liquidjs"];

// Of these, nothing else: the rest wants a browser's page, or Node.js.
const ONLY = new Map([["react-dom", "react-dom/server.browser"]]);
const IMPORTABLE = SHIPPED.map((name) => ONLY.get(name) ?? name);

const HOME = path.dirname(fileURLToPath(import.meta.url));

/** The packages of one build: those shipped here, or those of a repository's own install. Neither changes. */
export class Packages {
  static #shipped;
  #modules;
  #own;
  #found = new Map();
  #allowed = new Map();

  /** Of the install in that folder, or, without one, of those shipped. */
  static of(folder) {
    if (!folder) return (Packages.#shipped ??= new Packages(HOME, undefined));
    const { importable } = JSON.parse(readFileSync(path.join(folder, "install.json"), "utf8"));
    return new Packages(folder, new Set(importable));
  }

  constructor(home, own) {
    this.home = home;
    this.#modules = path.join(home, "node_modules");
    this.#own = own;
  }

  /** The package that a specifier names and a workflow may import, or undefined. */
  named(specifier) {
    if (!this.#own) return shippedPackage(specifier);
    const name = nameOf(specifier);
    return isPlain(specifier) && this.#own.has(name) ? name : undefined;
  }

  /** Why a workflow can't import that, and what to do instead. */
  refusal(specifier) {
    return refusal(specifier, this.#own);
  }

  /** Whether what a package's name led to is of that package. */
  holds(name, file) {
    const inside = this.#own ? realpathSync(path.join(this.#modules, name)) : path.join(this.#modules, name);
    return file.startsWith(inside + path.sep);
  }

  /** What `find` promises for that specifier, asked once for each way to import it. */
  async found(specifier, kind, find) {
    const key = `${kind} ${specifier}`;
    if (!this.#found.has(key)) this.#found.set(key, await find());
    return this.#found.get(key);
  }

  /** Whether a file of the disk, links followed, is one of these packages'. */
  has(file) {
    if (!this.#allowed.has(file)) this.#allowed.set(file, this.#isWithin(file));
    return this.#allowed.get(file);
  }

  #isWithin(file) {
    try {
      const root = realpathSync(this.#own ? this.home : this.#modules);
      return realpathSync(path.resolve(this.home, file)).startsWith(root + path.sep);
    } catch {
      return false;
    }
  }
}

function nameOf(specifier) {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

/** The shipped package that a specifier names, or undefined. */
export function shippedPackage(specifier) {
  const name = isPlain(specifier) ? SHIPPED.find((shipped) => shipped === nameOf(specifier)) : undefined;
  return (ONLY.get(name) ?? specifier) === specifier ? name : undefined;
}

function isPlain(specifier) {
  return /^[\w@~./-]+$/.test(specifier) && !specifier.split("/").some(isDots);
}

function isDots(segment) {
  return segment === "" || segment === "." || segment === "..";
}

function refusal(specifier, own) {
  const shown = JSON.stringify(specifier.slice(0, 200));
  if (/^([a-z]:)?[\\/]/i.test(specifier)) {
    return `Failed to resolve file, invalid location: ${shown} is an absolute path; imports lead to` +
      " files of the repository, relative to the importing file";
  }
  const only = own ? undefined : ONLY.get(nameOf(specifier));
  if (only) return `${shown} isn't something a workflow may import: of ${nameOf(specifier)}, only "${only}" is`;
  const builtin = specifier.replace(/^node:/, "");
  if (/^[a-z][a-z0-9+.-]*:/i.test(specifier) && builtin === specifier) {
    return `${shown} can't be imported: nothing is loaded from an address`;
  }
  const reason = reasonFor(specifier);
  const what = whatIs(specifier) ?? missing(shown, nameOf(specifier), own);
  return reason ? `${what}: ${reason}` : what;
}

function missing(shown, name, own) {
  return own
    ? `${shown} isn't importable: ${name} isn't among package.json's "dependencies" (those of development,` +
      " and packages that only another one depends on, don't count)"
    : `${shown} isn't among the packages a workflow may import (${IMPORTABLE.join(", ")})`;
}
