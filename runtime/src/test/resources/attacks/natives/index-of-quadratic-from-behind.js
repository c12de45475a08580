// A long needle that differs at its beginning.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const hay = 'a'.repeat(4_000_000);
  const needle = 'b' + 'a'.repeat(2_000_000);
  for (;;) hay.indexOf(needle);
}
