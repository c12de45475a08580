// Reaches prototypes by way of constructors.
// ends: completed
// probe: ({}).mark || ''.mark || (1n).mark || Array.mark
export default function () {
  const attempt = (act) => {
    try {
      act();
    } catch {
      // Refused, as it should be.
    }
  };
  attempt(() => { ({}).constructor.prototype.mark = 1; });
  attempt(() => { ''.constructor.prototype.mark = 1; });
  attempt(() => { (1n).constructor.prototype.mark = 1; });
  attempt(() => { Symbol().constructor.prototype.mark = 1; });
  attempt(() => { ({}).constructor.constructor.prototype.mark = 1; });
  attempt(() => { new (class extends Array {})().constructor.__proto__.mark = 1; });
}
