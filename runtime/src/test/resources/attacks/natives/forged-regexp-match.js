// Matches the empty pattern everywhere in a long text.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | completed
// limits: wall=200ms
export default function () {
  const forged = { length: 2 ** 53 - 1 };
  return 'a'.repeat(4_000_000).match(/(?:)/g);
}
