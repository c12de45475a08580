// Writes days of a calendar that follows the moon, as far away as days may be.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  for (const calendar of ['chinese', 'dangi', 'hebrew', 'islamic-umalqura', 'persian']) {
    const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}`, { dateStyle: 'full' });
    for (let day = -8.64e15; day < -8.6e15; day += 1e9) {
      format.formatRange(day, -day);
    }
  }
}
