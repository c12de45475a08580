// Returns a promise of a class of its own, whose functions throw.
// ends: uncaught_exception | completed
export default function () {
  let made = 0;
  class Own extends Promise {
    constructor(executor) {
      const fail = () => {
        throw new TypeError('no answer for you');
      };
      super(executor);
      if (++made > 1) executor(fail, fail);
    }
  }
  return new Own((resolve) => resolve(1));
}
