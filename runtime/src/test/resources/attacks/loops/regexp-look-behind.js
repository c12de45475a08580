// Backtracking behind the position.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  return /(?<=x(a|aa)+\1?)b/.test('a'.repeat(60) + 'b');
}
