// Asks what a language is called whose tag has a hundred thousand parts.
// ends: completed | deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const parts = Array.from({ length: 100_000 }, (_, i) => `x${(100_000 + i).toString(36)}`);
  const names = new Intl.DisplayNames('en', { type: 'language' });
  for (let i = 0; i < 100; i++) {
    try {
      names.of(`en-${parts.join('-')}`);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
}
