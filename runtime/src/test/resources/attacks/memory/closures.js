// Functions that keep each other.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  let all = () => 0;
  for (;;) {
    const before = all;
    all = () => before;
  }
}
