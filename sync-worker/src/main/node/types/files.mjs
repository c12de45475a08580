// The files that one type check sees: the commit's, asked for one by one, and packages' from the disk.
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { shippedPackage } from "../packages.mjs";

const HOME = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const SHIPPED = path.join(HOME, "node_modules");
export const GLOBALS = path.join(HOME, "types", "globals.d.ts");

/**
 * One check's files, below a root that no disk has.
 *
 * `ask` takes paths of the repository and promises the first that is a file. `packages` is an
 * install's folder, or undefined for the shipped packages.
 */
export class Files {
  #root;
  #ask;
  #allowed;
  #modules;
  #importable;
  #texts = new Map();

  constructor(root, ask, packages) {
    this.#root = root;
    this.#ask = ask;
    this.#allowed = realpathSync(packages ?? SHIPPED);
    this.#modules = packages ? path.join(packages, "node_modules") : SHIPPED;
    this.#importable = packages ? () => true : shippedPackage;
  }

  /** Sets a file's text, so that nobody asks for it. */
  add(file, text) {
    this.#texts.set(this.#root + file, text);
  }

  text(file) {
    return this.#texts.get(file);
  }

  /** The path in the repository, or undefined for anything else. */
  inRepository(file) {
    return file.startsWith(this.#root) ? file.slice(this.#root.length) : undefined;
  }

  readFile(file) {
    return this.#texts.get(file) ?? this.#onDisk(file, (found) => readFileSync(found, "utf8")) ?? null;
  }

  async fileExists(file) {
    if (this.#texts.has(file)) return true;
    const own = this.inRepository(file);
    if (own === undefined || own.startsWith("node_modules/")) {
      return this.#onDisk(file, (found) => statSync(found).isFile()) ?? false;
    }
    const { text } = own.includes("/node_modules/") ? {} : await this.#ask([own]);
    if (text !== undefined) this.#texts.set(file, text);
    return text !== undefined;
  }

  directoryExists(file) {
    const own = this.inRepository(`${file}/`);
    if (own !== undefined && !/(?:^|\/)node_modules\//.test(own)) return true;
    return this.#onDisk(file, (found) => statSync(found).isDirectory()) ?? false;
  }

  realpath(file) {
    return this.#onDisk(file, (found) => found) ?? file;
  }

  /** What a function makes of the file of the disk that a path leads to; undefined if it leads to none. */
  #onDisk(file, use) {
    const named = this.#mapped(file);
    if (named === undefined || !existsSync(named)) return undefined;
    const real = realpathSync(named);
    return real === GLOBALS || this.#isWithin(real) ? use(real) : undefined;
  }

  #mapped(file) {
    const modules = `${this.#root}node_modules`;
    if (file === modules) return this.#modules;
    if (!file.startsWith(`${modules}/`)) return this.inRepository(file) === undefined ? file : undefined;
    const wanted = file.slice(modules.length + 1);
    const name = wanted.split("/", wanted.startsWith("@") ? 2 : 1).join("/");
    return this.#importable(name) || /^@[^/]+$/.test(wanted) ? path.join(this.#modules, wanted) : undefined;
  }

  #isWithin(real) {
    return real === this.#allowed || real.startsWith(this.#allowed + path.sep);
  }
}
