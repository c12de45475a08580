// Puts something between all the characters.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const hay = 'a'.repeat(2_000_000);
  for (;;) hay.replaceAll('', '-');
}
