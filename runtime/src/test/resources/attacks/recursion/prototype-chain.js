// A chain of a million prototypes.
// ends: uncaught_exception | deadline_exceeded | cpu_exceeded | memory_exceeded | completed
// limits: wall=2s
export default function () {
  let end = null;
  for (let i = 0; i < 1_000_000; i++) end = Object.create(end);
  return end.x;
}
