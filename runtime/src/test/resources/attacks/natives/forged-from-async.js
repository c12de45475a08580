// Makes a list of an endless one, awaiting each.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const forged = { length: 2 ** 53 - 1 };
  return Array.fromAsync(forged);
}
