// Makes a list of an endless one.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const forged = { length: 2 ** 53 - 1 };
  return Array.from({ length: 2 ** 32 - 2 }, Boolean);
}
