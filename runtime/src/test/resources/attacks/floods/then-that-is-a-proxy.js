// Returns a proxy that says it has everything.
// ends: completed | never_settled
export default function () {
  return new Proxy(() => {}, { get: (target, name, self) => self, apply: (target, own, [resolve]) => resolve?.(1) });
}
