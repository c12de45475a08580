// Looks for what this engine has.
// ends: completed
export default function () {
  const there = [];
  for (const name of [
    'Java',
    'Polyglot',
    'Packages',
    'Graal',
    'java',
    'javax',
    'org',
    'com',
    'load',
    'loadWithNewGlobal',
    'print',
    'printErr',
    'read',
    'readline',
    'quit',
    'exit',
    'JavaImporter',
    'JavaAdapter',
    'Interop',
    'Debug',
    'WebAssembly',
    'ShadowRealm',
  ]) {
    if (name in globalThis) there.push(name);
  }
  if (there.length > 0) throw new Error(`there is ${there.join()}`);
}
