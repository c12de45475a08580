// Strings as long as they may be, each kept.
// ends: memory_exceeded | uncaught_exception
// limits: allocated=64MB
export default function () {
  const kept = [];
  for (;;) kept.push('x'.repeat(4_000_000).split('').join(kept.length % 10));
}
