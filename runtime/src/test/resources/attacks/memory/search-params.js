// A query of a million parts.
// ends: memory_exceeded
// limits: allocated=64MB
// bindings: url
export default function () {
  const kept = [];
  for (;;) kept.push(new URLSearchParams('a=1&'.repeat(1_000)));
}
