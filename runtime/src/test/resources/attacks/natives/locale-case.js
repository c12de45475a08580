// Changes the case of a long text as a locale would.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const text = '\u0130i\u00df'.repeat(1_000_000);
  for (;;) text.toLocaleUpperCase('tr').toLowerCase();
}
