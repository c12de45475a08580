// A hundred thousand functions, each bound to the one before.
// ends: uncaught_exception | deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=2s
export default function () {
  let bound = () => 1;
  for (let i = 0; i < 100_000; i++) bound = bound.bind(null);
  return bound();
}
