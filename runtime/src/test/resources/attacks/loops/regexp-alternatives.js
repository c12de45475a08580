// Alternatives that overlap.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  return /^(?:a|a|aa)+(?=(b))\1$/.test('a'.repeat(60) + 'c');
}
