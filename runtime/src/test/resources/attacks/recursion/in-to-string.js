// Text that asks for its own.
// ends: uncaught_exception
// limits: wall=2s
// log: RangeError
export default function () {
  return String({
    toString() {
      return `${this}`;
    },
  });
}
