// Divides the longest numbers there may be.
// ends: memory_exceeded | cpu_exceeded | deadline_exceeded | uncaught_exception
// limits: allocated=64MB
export default function () {
  const dividend = (1n << 1_040_000n) - 1n;
  const divisor = (1n << 500_000n) - 3n;
  for (;;) void (dividend / divisor);
}
