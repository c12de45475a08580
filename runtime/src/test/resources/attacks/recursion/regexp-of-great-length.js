// A pattern with a million alternatives, none of which is there.
// ends: uncaught_exception | deadline_exceeded | cpu_exceeded | memory_exceeded | completed
// limits: wall=2s
export default function () {
  return new RegExp(Array.from({ length: 100_000 }, (_, i) => `a${i}b*`).join('|')).test('x');
}
