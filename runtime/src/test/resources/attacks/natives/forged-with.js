// Copies the longest list there may be but for one.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const forged = { length: 2 ** 53 - 1 };
  return Array.prototype.with.call({ length: 2 ** 32 - 2 }, 0, 1);
}
