// Normalizes what grows when it is.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const text = '\u0344\u1e69'.repeat(1_000_000);
  for (;;) text.normalize('NFKD');
}
