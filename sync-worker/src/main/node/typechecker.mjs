// Checks workflows' types with the TypeScript compiler, which runs beside as a process of its own and
// reads no file but through here. Talks as the bundler does.
//
//   in   {"check":{"roots":["a.ts",…],"paths":[…],"baseUrl":"src","packages":"/an/install"}}
//   out  {"ask":1,"lookup":["src/a.ts"]}   in   {"answer":1,"path":"src/a.ts","text":"…"}
//   out  {"checked":{"findings":[{"name":true,"text":…,"at":{file,line,column}}],"more":0}}
import os from "node:os";
import path from "node:path";
import { API } from "typescript/unstable/async";
import { ask, send, serve } from "./lines.mjs";
import { Files, GLOBALS, SHIPPED } from "./types/files.mjs";
import { findings } from "./types/findings.mjs";
import { project } from "./types/options.mjs";

os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL); // The compiler's too: pushes go first.

const WARM = "/sluice-warm/";
const open = new Map();
let checks = 0;

/** The compiler asks by path; each check's paths begin with a root of its own. */
function filesOf(file) {
  return open.get(/^\/sluice-[^/]+\//.exec(`${file}/`)?.[0]) ?? [...open.values()].at(-1);
}

const compiler = new API({
  cwd: "/",
  fs: {
    // Its own library is the compiler's business.
    readFile: (file) => (isLibrary(file) ? undefined : filesOf(file).readFile(file)),
    fileExists: (file) => (isLibrary(file) ? undefined : filesOf(file).fileExists(file)),
    directoryExists: (file) => filesOf(file).directoryExists(file),
    getAccessibleEntries: () => ({ files: [], directories: [] }),
    realpath: (file) => (isLibrary(file) ? file : filesOf(file).realpath(file)),
  },
});

function isLibrary(file) {
  return file.startsWith(path.join(SHIPPED, "@typescript") + path.sep) || file.startsWith("bundled:");
}

async function check(request) {
  const root = `/sluice-${++checks}/`;
  const files = new Files(root, ask, request.packages);
  open.set(root, files);
  try {
    await Promise.all(request.roots.map(async (file) => {
      const { text } = await ask([file]);
      if (text !== undefined) files.add(file, text);
    }));
    return findings(await diagnose(root, files, request), files);
  } finally {
    open.delete(root);
  }
}

async function diagnose(root, files, request) {
  const config = `${root}tsconfig.json`;
  files.add("tsconfig.json", project(request, GLOBALS));
  const snapshot = await compiler.updateSnapshot({ openProjects: [config] });
  const found = await snapshot.getProject(config).program.getSemanticDiagnostics();
  await snapshot.dispose();
  const closed = await compiler.updateSnapshot({ closeProjects: [config] });
  await closed.dispose();
  return found;
}

/** One project stays open, so that the library and the globals needn't be read again. */
async function warmUp() {
  const files = new Files(WARM, async () => ({}), undefined);
  open.set(WARM, files);
  files.add("a.ts", 'import * as it from "@kinde/infrastructure"; export default it;');
  files.add("tsconfig.json", project({ roots: ["a.ts"], paths: [] }, GLOBALS));
  await compiler.updateSnapshot({ openProjects: [path.posix.join(WARM, "tsconfig.json")] });
}

await warmUp();
let turn = Promise.resolve();
await serve(({ check: request }) => {
  turn = turn.then(async () => send({ checked: await check(request) }));
});
process.exit(0);
