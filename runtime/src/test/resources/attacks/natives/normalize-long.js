// Normalizes a text as long as may be, in one call.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=100ms
export default function () {
  const text = '\u1e69'.repeat(4_000_000);
  for (;;) text.normalize('NFKD');
}
