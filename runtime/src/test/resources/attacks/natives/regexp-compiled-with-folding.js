// Has a long pattern compiled whose every part is many letters.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const pattern = '[^\\w\\p{Lu}]'.repeat(5_000);
  for (;;) new RegExp(pattern, 'iu').test('x');
}
