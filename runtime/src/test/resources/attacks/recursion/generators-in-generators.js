// Generators that hand on to a hundred thousand others.
// ends: uncaught_exception | deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=2s
export default function () {
  function* deeper() {
    yield* deeper();
  }
  return [...deeper()];
}
