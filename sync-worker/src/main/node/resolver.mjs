// Where imports lead: to files of the repository, or to the packages there are, and nowhere else.
import { readFileSync } from "node:fs";
import path from "node:path";
import { jsonModule } from "./json.mjs";
import { unnamedImport } from "./literal.mjs";
import { NOT_LITERAL } from "./messages.mjs";

export const REPOSITORY = "repo";
const FROM_PACKAGES = Symbol("already resolved among the packages");

const EXTENSIONS = [".tsx", ".ts", ".jsx", ".js", ".json"];
const LOADERS = {
  ".ts": "ts", ".mts": "ts", ".cts": "ts", ".tsx": "tsx",
  ".js": "jsx", ".mjs": "jsx", ".cjs": "jsx", ".jsx": "jsx",
  ".json": "json",
};
// TypeScript lets an import name the file that compiling would make.
const WRITTEN_AS = {
  ".js": [".ts", ".tsx"], ".jsx": [".tsx", ".ts"], ".mjs": [".mts"], ".cjs": [".cts"],
};

/** The plugin for one entry of a request. */
export function repositoryOnly(request, packages, answers) {
  async function inRepository(targets) {
    return targets.length ? lead(await answers.firstOf(targets.flatMap(candidatesFor))) : undefined;
  }

  async function entry({ path: file }) {
    return lead(await answers.firstOf([file])) ?? refuse("import_not_found", "The file can't be read");
  }

  async function relative({ importer, path: given }) {
    const target = path.posix.join(path.posix.dirname(importer), given);
    if (!staysInside(target)) {
      return refuse("invalid_location",
        `Failed to resolve file, invalid location: "${given}" leads out of the repository`);
    }
    const isFolder = /(^|\/)\.{0,2}$/.test(given);
    const found = await inRepository([isFolder ? target.replace(/\/?$/, "/") : target]);
    return found ?? refuse("import_not_found",
      `Failed to resolve file: the repository has no "${target}", nor with any of` +
      ` ${EXTENSIONS.join(", ")} added`);
  }

  async function load(file) {
    const loader = LOADERS[path.posix.extname(file)];
    if (!loader) {
      return refuse("import_not_allowed",
        `"${file}" can't be imported: only TypeScript, JavaScript and JSON can`);
    }
    const contents = answers.text(file);
    const place = await unnamedImport(contents, loader);
    if (!place) return loader === "json" ? jsonModule(contents) : { contents, loader };
    const location = { file: `${REPOSITORY}:${file}`, ...place };
    return { errors: [{ text: NOT_LITERAL, detail: { code: "dynamic_import" }, location }] };
  }

  async function bare(args, build) {
    const mapped = [...mappedBy(request.paths, args.path), ...under(request.baseUrl, args.path)];
    return (await inRepository(mapped)) ?? packaged(args, build, packages);
  }

  return {
    name: "repository-only",
    setup(build) {
      build.onResolve({ filter: /.*/ }, (args) => {
        if (args.kind === "entry-point") return entry(args);
        // What a package imports is its own business; esbuild finds it beside it.
        if (args.pluginData === FROM_PACKAGES || args.namespace !== REPOSITORY) return undefined;
        return /^\.\.?(\/|$)/.test(args.path) ? relative(args) : bare(args, build);
      });
      build.onLoad({ filter: /.*/, namespace: REPOSITORY }, ({ path: file }) => load(file));
      // Whatever way esbuild found to a file of the disk: it must be one of the packages'.
      build.onLoad({ filter: /.*/, namespace: "file" }, ({ path: file }) =>
        packages.has(file) ? packagedFile(file) : refuse("invalid_location",
          "Failed to resolve file, invalid location: it is neither in the repository nor in a package"));
    },
  };
}

// What isn't said here, esbuild reads itself.
function packagedFile(file) {
  if (path.extname(file) !== ".json") return undefined;
  const module = jsonModule(readFileSync(file, "utf8"));
  return module.loader === "json" ? undefined : module;
}

function lead({ refused, path: file }) {
  if (refused) return refuse(refused.code, refused.text);
  return file === undefined ? undefined : { path: file, namespace: REPOSITORY };
}

function refuse(code, text) {
  return { errors: [{ text, detail: { code } }] };
}

// A target that ends in a slash is a folder.
function candidatesFor(target) {
  if (target.endsWith("/")) {
    const folder = target === "./" ? "" : target;
    return EXTENSIONS.map((added) => folder + "index" + added);
  }
  const extension = path.posix.extname(target);
  const stem = target.slice(0, target.length - extension.length);
  return [
    target,
    ...(WRITTEN_AS[extension] ?? []).map((other) => stem + other),
    ...EXTENSIONS.map((added) => target + added),
    ...EXTENSIONS.map((added) => target + "/index" + added),
  ];
}

// TypeScript's rule: an exact pattern wins, else the one with the longest text before its star.
function mappedBy(paths, name) {
  const exact = paths.find(([pattern]) => pattern === name);
  if (exact) return exact[1].filter(staysInside).map(tidy);
  const [best] = paths
    .map(([pattern, targets]) => ({ ...split(pattern), targets }))
    .filter(({ before, after }) => after !== undefined && name.startsWith(before) &&
      name.endsWith(after) && name.length >= before.length + after.length)
    .sort((one, other) => other.before.length - one.before.length);
  if (!best) return [];
  const middle = name.slice(best.before.length, name.length - best.after.length);
  return best.targets.map((target) => target.replace("*", () => middle)).filter(staysInside).map(tidy);
}

function split(pattern) {
  const star = pattern.indexOf("*");
  return star < 0
    ? { before: pattern }
    : { before: pattern.slice(0, star), after: pattern.slice(star + 1) };
}

function under(baseUrl, name) {
  const target = typeof baseUrl === "string" ? path.posix.join(baseUrl, name) : "..";
  return staysInside(target) ? [target] : [];
}

function staysInside(target) {
  return !/^(\.\.)?(\/|$)/.test(tidy(target));
}

function tidy(target) {
  return path.posix.normalize(target);
}

async function packaged(args, build, packages) {
  const name = packages.named(args.path);
  if (!name) return refuse("import_not_allowed", packages.refusal(args.path));
  const found = await packages.found(args.path, args.kind, () => build.resolve(args.path, {
    kind: args.kind, resolveDir: packages.home, importer: args.importer, pluginData: FROM_PACKAGES,
  }));
  return found.errors.length || found.external || !packages.holds(name, found.path)
    ? refuse("import_not_found", `"${args.path}" isn't something that ${name} offers`)
    : { path: found.path, namespace: found.namespace, sideEffects: found.sideEffects };
}
