// Text of the longest numbers there may be.
// ends: memory_exceeded | cpu_exceeded | deadline_exceeded | uncaught_exception
// limits: allocated=64MB
export default function () {
  const number = (1n << 1_040_000n) - 1n;
  for (;;) void number.toString();
}
