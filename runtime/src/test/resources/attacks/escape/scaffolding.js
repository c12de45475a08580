// Looks for what the realm was made with.
// ends: completed
export default function () {
  const there = [];
  for (const name of [
    'lockdown',
    'harden',
    'Compartment',
    'ModuleSource',
    'assert',
    'repairIntrinsics',
    '__core-js_shared__',
    '__sluice_realm',
    '__sluice_resetSymbols',
    '__sluice_module',
  ]) {
    if (name in globalThis) there.push(name);
  }
  if (there.length > 0) throw new Error(`there is ${there.join()}`);
}
