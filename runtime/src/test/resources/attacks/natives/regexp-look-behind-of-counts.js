// Looks behind each place for a thousand letters and more.
// ends: completed | deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  new RegExp('(?<!a{1000,2000}(?=b{1000}))c', 'u').test('abc'.repeat(10_000));
  new RegExp('(?<=a{0,20000}b)c').test('a'.repeat(20_000));
  new RegExp(Array.from({ length: 3_000 }, (_, i) => `(?<n${i}>a)`).join('|')).test('b');
}
