// Typed arrays as large as they may be.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const kept = [];
  for (;;) kept.push(new Float64Array(8 * 1024 * 1024).fill(1));
}
