// Looks with a native as the question, so that no code of ours runs.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const forged = { length: 2 ** 53 - 1 };
  return Array.prototype.find.call(forged, Boolean);
}
