// Encodes and decodes a long text.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const text = 'a'.repeat(3_000_000);
  for (;;) atob(btoa(text));
}
