// Cuts a copy of the longest list there may be.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const forged = { length: 2 ** 53 - 1 };
  return Array.prototype.toSpliced.call({ length: 2 ** 32 - 2 }, 0, 0);
}
