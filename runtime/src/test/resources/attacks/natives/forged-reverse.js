// Turns an endless list round.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const forged = { length: 2 ** 53 - 1 };
  return Array.prototype.reverse.call(forged);
}
