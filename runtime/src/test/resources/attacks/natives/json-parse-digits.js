// Reads a number of four million digits.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | completed
// limits: wall=200ms
export default function () {
  const json = '9'.repeat(4_000_000);
  for (;;) JSON.parse(json);
}
