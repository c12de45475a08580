// Reads numbers of four million digits.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const digits = '7'.repeat(4_000_000);
  for (;;) Number(digits) + parseInt(digits, 7) + parseFloat(digits);
}
