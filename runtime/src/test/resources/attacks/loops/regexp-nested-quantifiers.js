// Backtracking that doubles with each character.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  return /^(a+)+\1?$/.test('a'.repeat(40) + 'b');
}
