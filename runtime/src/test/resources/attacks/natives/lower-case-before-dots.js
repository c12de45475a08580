// A letter that depends on the end of a long row of dots.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const text = `a\u03a3${'.'.repeat(4_000_000)}`;
  for (;;) text.toLowerCase();
}
