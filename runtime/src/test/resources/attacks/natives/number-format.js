// Formats numbers with as many digits as may be.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const format = new Intl.NumberFormat('en', { minimumFractionDigits: 100 });
  const digits = '7'.repeat(1_000_000);
  for (;;) format.format(digits);
}
