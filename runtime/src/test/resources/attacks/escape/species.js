// Has natives make their results with a constructor of its own.
// ends: completed | uncaught_exception
export default function () {
  const made = [];
  class Own extends Array {
    static get [Symbol.species]() {
      return function (...all) {
        made.push(all);
        return new Proxy([], {});
      };
    }
  }
  new Own(1, 2, 3).map((x) => x).filter(Boolean).slice();
  class Later extends Promise {
    static get [Symbol.species]() {
      return function (executor) {
        executor(() => {}, () => {});
      };
    }
  }
  new Later((resolve) => resolve(1)).then(() => {}).catch?.(() => {});
}
