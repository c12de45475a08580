// Defines getters the old way, on prototypes.
// ends: completed
// probe: ({}).mark || [].mark
export default function () {
  const attempt = (act) => {
    try {
      act();
    } catch {
      // Refused, as it should be.
    }
  };
  attempt(() => Object.prototype.__defineGetter__('mark', () => 1));
  attempt(() => Array.prototype.__defineSetter__('0', () => {}));
  attempt(() => ({}).__proto__.__defineGetter__.call(Function.prototype, 'mark', () => 1));
  attempt(() => { ({}).__proto__.mark = 1; });
  attempt(() => { [].__proto__.__proto__ = { mark: 1 }; });
}
