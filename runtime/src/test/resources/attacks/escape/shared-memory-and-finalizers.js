// Looks for clocks, shared memory and what tells of the collector.
// ends: completed
export default function () {
  const there = [];
  for (const name of [
    'SharedArrayBuffer',
    'Atomics',
    'WeakRef',
    'FinalizationRegistry',
    'performance',
  ]) {
    if (name in globalThis) there.push(name);
  }
  if (there.length > 0) throw new Error(`there is ${there.join()}`);
}
