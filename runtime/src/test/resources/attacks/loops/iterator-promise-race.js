// Awaits the first of what has no end.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default async function () {
  const endless = {
    [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }),
  };
  await Promise.race(endless);
}
