// Formats ranges, parts and plurals of numbers with a million digits.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const format = new Intl.NumberFormat('en');
  for (;;) {
    new Intl.NumberFormat('en').formatRange(1n << 262_000n, 1n << 261_000n);
    format.formatRange('9'.repeat(1_000_000), '9'.repeat(1_000_001));
    new Intl.NumberFormat('en', { notation: 'engineering' }).formatToParts('9'.repeat(1_000_000));
    new Intl.PluralRules('en').select('9'.repeat(1_000_000));
  }
}
