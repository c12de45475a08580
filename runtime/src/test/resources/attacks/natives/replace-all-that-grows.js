// Replaces each character by many.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const hay = 'a'.repeat(400_000);
  for (;;) hay.replaceAll('a', '0123456789');
}
