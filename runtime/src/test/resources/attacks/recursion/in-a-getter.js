// A property that reads itself.
// ends: uncaught_exception
// limits: wall=2s
// log: RangeError
export default function () {
  const trap = {
    get self() {
      return this.self;
    },
  };
  return trap.self;
}
