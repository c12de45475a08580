// Sorting that sorts to compare.
// ends: uncaught_exception
// limits: wall=2s
// log: RangeError
export default function () {
  const compare = () => [2, 1].sort(compare).length;
  return compare();
}
