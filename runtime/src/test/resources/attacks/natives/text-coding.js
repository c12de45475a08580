// Encodes and decodes a long text as bytes.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const text = '\u20ac'.repeat(1_000_000);
  for (;;) new TextDecoder().decode(new TextEncoder().encode(text));
}
