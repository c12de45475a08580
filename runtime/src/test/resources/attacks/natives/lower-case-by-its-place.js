// Changes the case of letters that depend on what surrounds them.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const text = '\u03a3\u0301'.repeat(1_000_000);
  for (;;) text.toLowerCase();
}
