// Has long lists of locales made canonical, and locales of many parts.
// ends: completed | deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const list = Array.from({ length: 200_000 }, (_, i) => `en-x-${i.toString(36)}`);
  const fields = Array.from({ length: 900 }, (_, i) => `${String.fromCharCode(97 + (i % 26))}${i % 10}-abc`);
  const variants = Array.from({ length: 100_000 }, (_, i) => (i + 40_000_000).toString(36));
  const tries = [
    () => Intl.getCanonicalLocales(list),
    () => Intl.DateTimeFormat.supportedLocalesOf(list),
    () => Intl.getCanonicalLocales(`en-t-${fields.join('-')}`),
    () => new Intl.Locale(`en-u-${'a1-'.repeat(300_000)}b1`),
    () => Intl.getCanonicalLocales(`en-${variants.join('-')}`),
  ];
  for (const one of tries) {
    try {
      one();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
}
