// Generators that are never run to their end.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const kept = [];
  for (;;) {
    const one = (function* () {
      yield new Array(100).fill(0);
    })();
    one.next();
    kept.push(one);
  }
}
