// A string as a list of its characters, kept.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const text = 'ab'.repeat(1_000_000);
  const kept = [];
  for (;;) kept.push(text.split(''), [...text]);
}
