// A long needle that nearly fits everywhere.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const hay = 'a'.repeat(4_000_000);
  const needle = 'a'.repeat(2_000_000) + 'b';
  for (;;) hay.indexOf(needle);
}
