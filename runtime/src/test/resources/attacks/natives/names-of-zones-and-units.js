// Asks for a time zone, a language and a unit whose names never end.
// ends: completed | deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=500ms
export default function () {
  const tries = [
    () => new Intl.DateTimeFormat('en', { timeZone: 'x/'.repeat(2_000_000) }),
    () => new Intl.DisplayNames('en', { type: 'language' }).of(`en-${'abcdefgh-'.repeat(400_000)}a`),
    () => new Intl.NumberFormat('en', { style: 'unit', unit: 'a-per-'.repeat(600_000) }),
  ];
  for (const one of tries) {
    try {
      one();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      if (error.message.length > 10_000_000) throw new Error('the message is as long');
    }
  }
}
