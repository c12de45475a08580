// Calls with a list of more arguments than may be.
// ends: uncaught_exception
export default function () {
  const forged = { length: 2 ** 53 - 1 };
  return Math.max.apply(null, { length: 2 ** 32 - 1 });
}
