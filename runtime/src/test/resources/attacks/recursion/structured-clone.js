// A copy of a value nested a hundred thousand levels deep.
// ends: uncaught_exception | deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=2s
export default function () {
  let deep = [];
  for (let i = 0; i < 100_000; i++) deep = [deep];
  return structuredClone(deep);
}
