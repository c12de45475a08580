// JSON that is read into a million objects.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const json = '[' + '{"a":{}},'.repeat(400_000) + '0]';
  const kept = [];
  for (;;) kept.push(JSON.parse(json));
}
