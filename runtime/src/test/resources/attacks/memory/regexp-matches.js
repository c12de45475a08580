// Every match of a million, kept.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const text = 'ab'.repeat(500_000);
  const kept = [];
  for (;;) kept.push([...text.matchAll(/(a)(b)/g)]);
}
