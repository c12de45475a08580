// The same as a question.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const hay = 'ab'.repeat(2_000_000);
  const needle = 'ab'.repeat(1_000_000) + 'b';
  for (;;) hay.includes(needle);
}
