// Splits into characters.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const hay = 'a'.repeat(4_000_000);
  for (;;) hay.split('');
}
