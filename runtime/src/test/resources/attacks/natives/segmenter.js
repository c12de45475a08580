// Parts a long text into words.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const words = new Intl.Segmenter('th', { granularity: 'word' });
  const text = '\u0e01\u0e02'.repeat(100_000);
  for (;;) [...words.segment(text)];
}
