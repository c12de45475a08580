// Installs what a repository's lock file pins into an empty folder, and runs nothing of it. Takes one
// line of JSON on stdin, answers in lines on stdout, and ends.
//
//   in   {"install":{"folder":…,"registry":…,"token":…,"packageJson":…,"lock":{file,text},"limits":{packages,files,each,bytes}}}
//   out  {"installing":42}   then {"installed":{"packages":42,"bytes":…}}, {"refused":{code,text}} or {"unavailable":…}
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { folderOf } from "./install/folders.mjs";
import { readLock, readManifest } from "./install/lock.mjs";
import { Refused, TooLarge, Unavailable } from "./install/refused.mjs";
import { send, serve } from "./lines.mjs";

const AT_ONCE = 4;
/** There also where no lock file names it. */
const SHIPPED = "@kinde/infrastructure";
const MODULES = path.join(path.dirname(fileURLToPath(import.meta.url)), "node_modules");

async function install({ folder, registry, token, packageJson, lock, limits }) {
  const manifest = readManifest(packageJson);
  const { wanted, root } = await readLock(lock, manifest, limits.packages);
  const packages = wanted.all();
  send({ installing: packages.length });
  const left = { files: limits.files, bytes: limits.bytes, each: limits.each };
  const { Registry } = await import("./install/registry.mjs"); // Only now: it takes its time to load.
  await fill(folder, packages, new Registry(registry, token), left);
  for (const one of packages) link(folder, path.join("store", folderOf(one)), one.dependencies, packages);
  link(folder, ".", root, packages);
  addShipped(folder);
  const done = { packages: packages.length, bytes: limits.bytes - left.bytes };
  const importable = [...new Set([...Object.keys(root), SHIPPED])].sort();
  writeFileSync(path.join(folder, "install.json"), JSON.stringify({ ...done, importable }));
  send({ installed: done });
}

async function fill(folder, packages, registry, left) {
  const { filesOf, read } = await import("./install/archive.mjs"); // As above.
  const waiting = [...packages];
  const worker = async () => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      const most = left.bytes < left.each
        ? { bytes: left.bytes, limit: "packages-mb" }
        : { bytes: left.each, limit: "package-mb" };
      const entries = await read(await registry.archive(one, most), one, most);
      write(path.join(folder, "store", folderOf(one), "node_modules", one.name), filesOf(entries, one.name), left);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function write(into, files, left) {
  left.files -= files.length;
  left.bytes -= files.reduce((sum, { data }) => sum + data.length, 0);
  if (left.files < 0) throw new TooLarge("package-files");
  if (left.bytes < 0) throw new TooLarge("packages-mb");
  mkdirSync(into, { recursive: true });
  for (const { path: file, data } of files) {
    const target = path.join(into, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, data);
  }
}

function link(folder, at, aliases, packages) {
  const byId = new Map(packages.map((one) => [one.id, one]));
  for (const [alias, id] of Object.entries(aliases)) {
    const from = path.join(folder, at, "node_modules", alias);
    const to = path.join(folder, "store", folderOf(byId.get(id)), "node_modules", byId.get(id).name);
    mkdirSync(path.dirname(from), { recursive: true });
    if (!existsSync(from)) symlinkSync(path.relative(path.dirname(from), to), from);
  }
}

function addShipped(folder) {
  const into = path.join(folder, "node_modules", SHIPPED);
  if (!existsSync(into)) cpSync(path.join(MODULES, SHIPPED), into, { recursive: true, dereference: true });
}

function failed(failure) {
  if (failure instanceof Refused) send({ refused: { code: failure.code, text: failure.message } });
  else if (failure instanceof Unavailable) send({ unavailable: failure.message });
  else if (failure.code === "ENOSPC") send({ unavailable: "There is no room left to install packages" });
  else if (failure.syscall) send({ refused: { code: "broken_package", text: `A package can't be written: ${failure.code}` } });
  else throw failure;
}

await serve(async (request) => {
  await install(request.install).catch(failed);
  process.exit(0);
});
