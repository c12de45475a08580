// A trap that runs into itself.
// ends: uncaught_exception
// limits: wall=2s
// log: RangeError
export default function () {
  const trap = new Proxy({}, { get: (target, name, self) => self[name] });
  return trap.x;
}
