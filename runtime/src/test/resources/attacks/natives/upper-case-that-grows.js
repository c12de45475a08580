// Changes the case of what takes two letters afterwards.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const text = '\u00df'.repeat(1_000_000);
  for (;;) text.toUpperCase();
}
