// Reads a number of the longest text there may be.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const digits = '7'.repeat(300_000);
  for (;;) BigInt(digits);
}
