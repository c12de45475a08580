// Normalizes as many marks on each letter as there may be.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=300ms
export default function () {
  const text = ('a' + '\u0316\u0300'.repeat(499)).repeat(4_000);
  for (;;) text.normalize('NFD');
}
