// Errors with the longest stacks there are.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const kept = [];
  const deep = (n) => (n === 0 ? kept.push(new Error('x'.repeat(100)).stack) : deep(n - 1));
  for (;;) deep(100);
}
