// The text of lists in lists, a hundred thousand deep.
// ends: uncaught_exception | deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=2s
export default function () {
  let deep = [];
  for (let i = 0; i < 100_000; i++) deep = [deep];
  return String(deep);
}
