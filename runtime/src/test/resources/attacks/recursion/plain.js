// A function that calls itself.
// ends: uncaught_exception
// limits: wall=2s
// log: RangeError
export default function () {
  const deeper = () => deeper() + 1;
  return deeper();
}
