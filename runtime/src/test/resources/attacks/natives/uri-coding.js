// Encodes and decodes a long text.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const text = '\u20ac'.repeat(400_000);
  for (;;) decodeURIComponent(encodeURIComponent(text));
}
