// Has the engine compile thousands of groups each of which may match nothing.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=300ms
export default function () {
  for (let length = 7_000; ; length++) new RegExp('(?:a|b|)'.repeat(length)).test('a'.repeat(9_999));
}
