// Joins an endless list on to another.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=300ms
export default function () {
  const forged = { length: 2 ** 53 - 1 };
  return [].concat({ ...forged, [Symbol.isConcatSpreadable]: true });
}
