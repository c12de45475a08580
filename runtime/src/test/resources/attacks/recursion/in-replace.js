// A replacement that replaces to find itself.
// ends: uncaught_exception
// limits: wall=2s
// log: RangeError
export default function () {
  const replace = () => 'a'.replace(/a/, replace);
  return replace();
}
