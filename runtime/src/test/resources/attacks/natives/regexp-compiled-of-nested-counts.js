// Has the engine compile counted groups in counted groups.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=300ms
export default function () {
  for (let depth = 100; ; depth++) {
    new RegExp('(?:'.repeat(depth) + 'a' + '){0,2}'.repeat(depth)).test('a');
  }
}
