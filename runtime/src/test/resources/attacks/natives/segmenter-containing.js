// Asks for one word deep in a text that has no gap.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const words = new Intl.Segmenter('th', { granularity: 'word' });
  const text = '\u0e01\u0e02'.repeat(1_000_000);
  for (;;) words.segment(text).containing(1_999_999);
}
