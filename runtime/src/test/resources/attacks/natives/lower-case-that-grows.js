// Changes the case of what takes two characters afterwards.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const text = '\u0130'.repeat(1_000_000);
  for (;;) text.toLowerCase();
}
