// Promises that nobody settles.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const kept = [];
  for (;;) kept.push(new Promise(() => {}).then(() => {}));
}
