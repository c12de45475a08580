// Looks for what a server has.
// ends: completed
export default function () {
  const there = [];
  for (const name of [
    'process',
    'require',
    'module',
    'Buffer',
    'fetch',
    'XMLHttpRequest',
    'WebSocket',
    'Worker',
    'importScripts',
    'Deno',
    'Bun',
    'fs',
  ]) {
    if (name in globalThis) there.push(name);
  }
  if (there.length > 0) throw new Error(`there is ${there.join()}`);
}
