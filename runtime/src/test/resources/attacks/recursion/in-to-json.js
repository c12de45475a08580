// JSON that asks for its own.
// ends: uncaught_exception
// limits: wall=2s
// log: RangeError
export default function () {
  return JSON.stringify({
    toJSON() {
      return JSON.stringify(this);
    },
  });
}
