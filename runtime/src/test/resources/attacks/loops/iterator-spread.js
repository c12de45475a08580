// Spreads what has no end.
// ends: uncaught_exception
export default async function () {
  const endless = {
    [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }),
  };
  return Math.max(...endless);
}
