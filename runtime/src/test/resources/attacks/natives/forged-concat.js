// Joins an endless list on to another.
// ends: uncaught_exception
export default function () {
  const forged = { length: 2 ** 53 - 1 };
  return [].concat({ ...forged, [Symbol.isConcatSpreadable]: true });
}
