// What keeps dependencies from being installed, and the words for it.

/** Something the author must mend; told with a code. */
export class Refused extends Error {
  constructor(code, text) {
    super(text);
    this.code = code;
  }
}

/** More bytes or files than an install may have; `limit` names what the operator may change. */
export class TooLarge extends Refused {
  constructor(limit) {
    super("dependencies_too_large",
      "The packages are larger than an install may be, or one of them than a package may: depend on less, or on" +
      ` smaller ones${limit ? ` (limit ${limit})` : ""}`);
  }
}

/** Something that may work later. */
export class Unavailable extends Error {}

const KINDS = [
  [/^(?:git|github|gitlab|bitbucket|gist|ssh)\b|^[\w.-]+\/[\w.-]+(?:#|$)|\.git(?:#|$)/i, "a Git repository"],
  [/^https?:/i, "an address"],
  [/^(?:file|link|portal|workspace):|^[./~]/i, "a folder or file"],
  [/^(?:patch|exec|catalog|jsr):/i, "something that isn't in a registry"],
];

/** Throws if what a package is said to come from is no version of a package in a registry. */
export function fromRegistry(name, specifier) {
  const kind = KINDS.find(([pattern]) => pattern.test(specifier));
  if (!kind) return;
  throw new Refused("dependency_not_from_registry",
    `${name} comes from ${kind[1]} (${JSON.stringify(specifier.slice(0, 200))}), and packages are only` +
    " installed from the registry, by name and version: publish it there, or copy it into the repository");
}

export function outOfStep(file, name, how) {
  return new Refused("lock_out_of_step",
    `${file} doesn't match package.json: ${name} ${how}. Run the install that writes ${file}, and commit it`);
}

/** How a lock file differs from package.json, for outOfStep. */
export function differs(wanted, locked) {
  const said = locked === undefined ? "missing" : JSON.stringify(locked);
  return `is ${JSON.stringify(wanted)} in package.json and ${said} in the lock file`;
}
