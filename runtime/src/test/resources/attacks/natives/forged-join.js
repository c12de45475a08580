// Joins an endless list of nothing with nothing.
// ends: completed | deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const forged = { length: 2 ** 53 - 1 };
  return Array.prototype.join.call(forged, '');
}
