// Matches with references back to groups that could be anything.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  /(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)[^]\1x/.test('a'.repeat(500));
  /(?=(a+))a*b\1/.test('a'.repeat(100_000));
  for (;;) /^(a?){60}a{60}\1$/.test('a'.repeat(59));
}
