// Joins typed arrays as large as may be.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const numbers = new Float64Array(4 * 1024 * 1024).fill(1.1e-300);
  for (const method of ['join', 'toString', 'toLocaleString']) {
    try {
      numbers[method]();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  for (;;) new BigInt64Array(8 * 1024 * 1024).toString();
}
