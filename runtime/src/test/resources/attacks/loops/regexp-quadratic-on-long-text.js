// A plain pattern, from each of a million places to the end.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  return /(a*)\1b/.test('a'.repeat(1_000_000));
}
