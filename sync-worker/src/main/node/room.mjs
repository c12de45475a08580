// How much a commit's bundles may have: whoever gets them holds all of them in memory.
const MB = 1024 * 1024;

export class Room {
  #each;
  #left;
  #all;

  /** In bytes: of one bundle with its source map, and of all of them. */
  constructor({ each, all }) {
    this.#each = each;
    this.#all = all;
    this.#left = all;
  }

  /** Whether another may be made. */
  get isLeft() {
    return this.#left >= 0;
  }

  /** The same if there's room for it; else without its code, and with an error unless that was said before. */
  take(built) {
    if (built.code === undefined) return built;
    const bytes = Buffer.byteLength(built.code) + Buffer.byteLength(built.map);
    if (bytes > this.#each) return without(built, tooLarge(bytes, this.#each));
    const first = this.isLeft;
    this.#left -= bytes;
    return this.isLeft ? built : without(built, ...(first ? [tooLargeTogether(this.#all)] : []));
  }
}

function without({ entry, asked, looked, warnings }, ...errors) {
  return { entry, asked, looked, warnings, errors };
}

function tooLarge(bytes, most) {
  const text = `The bundle has ${inMegabytes(bytes)} MB with its source map, of at most` +
    ` ${inMegabytes(most)} MB: import less (limit bundle-mb)`;
  return { code: "bundle_too_large", text };
}

function tooLargeTogether(most) {
  const text = `The bundles of all workflows have more than ${inMegabytes(most)} MB, each with what it` +
    " imports and its source map: import less (limit bundles-mb)";
  return { code: "bundles_too_large", text };
}

function inMegabytes(bytes) {
  return (bytes / MB).toFixed(1).replace(/\.0$/, "");
}
