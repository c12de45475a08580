// Compares texts as long as may be, in one call.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=300ms
export default function () {
  for (;;) 'a\u0300'.repeat(2_000_000).localeCompare('a\u0301'.repeat(2_000_000));
}
