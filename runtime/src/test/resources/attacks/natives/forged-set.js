// A set that says it has infinitely many members.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | completed
// limits: wall=200ms
export default function () {
  const endless = { size: Infinity, has: () => true, keys: () => [].keys.call({ length: 2 ** 53 - 1 }) };
  return new Set([1]).isSupersetOf(endless) || new Set([1]).symmetricDifference(endless);
}
