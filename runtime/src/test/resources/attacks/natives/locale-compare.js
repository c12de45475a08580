// Compares long texts as a locale would.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const a = '\u00e9a'.repeat(2_000_000);
  const b = `${a}b`;
  for (;;) a.localeCompare(b, 'de', { sensitivity: 'base' });
}
