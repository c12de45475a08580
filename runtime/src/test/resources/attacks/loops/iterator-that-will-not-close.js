// Destructuring closes an iterator that never closes.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const sticky = {
    [Symbol.iterator]: () => ({
      next: () => ({ value: 1, done: false }),
      return() {
        for (;;) {}
      },
    }),
  };
  const [first] = sticky;
  return first;
}
