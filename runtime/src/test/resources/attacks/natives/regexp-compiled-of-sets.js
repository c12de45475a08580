// Has a long pattern of sets of letters compiled.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const pattern = '[\\p{L}--[\\p{Lu}a-z]]'.repeat(3_000);
  for (;;) new RegExp(pattern, 'v').test('x');
}
