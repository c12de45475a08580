// A weak map whose keys are kept.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const map = new WeakMap();
  let key = {};
  for (;;) {
    const next = { key };
    map.set(next, [next]);
    key = next;
  }
}
