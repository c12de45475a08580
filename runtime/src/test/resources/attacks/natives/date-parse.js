// Reads a date out of a long text.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const text = '1 '.repeat(2_000_000);
  for (;;) Date.parse(text);
}
