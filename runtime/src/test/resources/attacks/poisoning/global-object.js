// Writes to the realm's own global object, beneath its own.
// ends: completed
// probe: globalThis.mark || typeof mark !== 'undefined'
export default function () {
  const attempt = (act) => {
    try {
      act();
    } catch {
      // Refused, as it should be.
    }
  };
  attempt(() => { Object.getPrototypeOf(globalThis).mark = 1; });
  attempt(() => Object.defineProperty(Object.getPrototypeOf(globalThis), 'mark', { value: 1 }));
  attempt(() => Object.setPrototypeOf(Object.getPrototypeOf(globalThis), { mark: 1 }));
  globalThis.mark = 1;
  self.mark = 1;
}
