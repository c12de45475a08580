// One package as a registry gives it: fetched, proven, and read into files.
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { Parser } from "tar";
import { Refused, TooLarge } from "./refused.mjs";

const FILES = new Set(["File", "OldFile", "ContiguousFile"]);
const OF_YARN = /^10c\d\//;
const STRONGEST_FIRST = ["sha512", "sha384", "sha256"];

/**
 * The entries of a package's archive, [{path, type, mode, data}], if it is the one that was locked;
 * throws Refused if it isn't, or is too large.
 */
export async function read(archive, { name, version, proofs }, most) {
  const ofYarn = proofs.find((it) => OF_YARN.test(it));
  if (!ofYarn && !isThat(archive, proofs)) throw another(name, version);
  const entries = await entriesOf(unpacked(archive, name, version, most));
  if (ofYarn && (await zipDigest(name, entries, ofYarn)) !== ofYarn) throw another(name, version);
  return entries;
}

function isThat(archive, integrities) {
  const algorithm = STRONGEST_FIRST.find((it) => integrities.some((one) => one.startsWith(`${it}-`)));
  const digest = createHash(algorithm).update(archive).digest("base64");
  return integrities.some((one) => one.split("?")[0] === `${algorithm}-${digest}`);
}

function another(name, version) {
  return new Refused("dependency_differs",
    `What the registry has as ${name}@${version} isn't what the lock file pins: its digest is another. See who` +
    " changed it, before you lock it anew");
}

function unpacked(archive, name, version, most) {
  try {
    return gunzipSync(archive, { maxOutputLength: Math.max(1, most.bytes) });
  } catch (failure) {
    if (failure.code === "ERR_BUFFER_TOO_LARGE") throw new TooLarge(most.limit);
    throw new Refused("broken_package", `${name}@${version} can't be unpacked: ${failure.message}`);
  }
}

function entriesOf(tar) {
  return new Promise((resolve, reject) => {
    const entries = [];
    const parser = new Parser({
      strict: true,
      onReadEntry: (entry) => {
        const parts = [];
        entry.on("data", (part) => parts.push(part));
        entry.on("end", () => entries.push({
          path: entry.path, type: entry.type, mode: entry.mode ?? 0, data: Buffer.concat(parts),
        }));
      },
    });
    parser.on("end", () => resolve(entries));
    parser.on("error", (failure) => reject(new Refused("broken_package", `A package can't be unpacked: ${failure.message}`)));
    parser.end(tar);
  });
}

/** What Yarn 4 takes its checksum of: the archive made into a ZIP, all times alike. */
async function zipDigest(name, entries, like) {
  const [kind] = like.split("/");
  // Only Yarn's lock files need them, and they take their time to load.
  const [{ constants, ppath }, { ZipFS }] = await Promise.all([import("@yarnpkg/fslib"), import("@yarnpkg/libzip")]);
  const zip = new ZipFS(null, { level: Number(kind.at(-1)) });
  const now = constants.SAFE_TIME;
  for (const { path, type, mode, data } of entries) {
    const inner = path.split("/").slice(1).join("/").replace(/\/$/, "");
    if (!inner || path.startsWith("/") || path.split("/").includes("..")) continue;
    const at = ppath.join("node_modules", name, ppath.normalize(inner));
    const access = 0o644 | (type === "Directory" || (mode & 0o111) !== 0 ? 0o111 : 0);
    const isFolder = type === "Directory";
    if (!isFolder && !FILES.has(type)) continue;
    zip.mkdirpSync(ppath.dirname(at), { chmod: 0o755, utimes: [now, now] });
    if (isFolder) zip.mkdirSync(at, { mode: access });
    else zip.writeFileSync(at, data, { mode: access });
    zip.utimesSync(at, now, now);
  }
  return `${kind}/${createHash("sha512").update(zip.getBufferAndClose()).digest("hex")}`;
}

/** The plain files among entries, [{path, data}], by their paths within the package. */
export function filesOf(entries, name) {
  return entries
    .filter(({ type }) => FILES.has(type))
    .map(({ path, data }) => ({ path: inside(path, name), data }))
    .filter(({ path }) => path !== "");
}

/** A package's own first folder is left out. Links, devices and the like never get here. */
function inside(path, name) {
  const segments = path.split("/").slice(1);
  const odd = path.startsWith("/") || segments.some((it) => it === "" || it === "." || it === ".." || /[\\\0]/.test(it));
  if (odd) {
    throw new Refused("broken_package", `${name} holds a file that would lie elsewhere: ${JSON.stringify(path.slice(0, 200))}`);
  }
  return segments.join("/");
}
