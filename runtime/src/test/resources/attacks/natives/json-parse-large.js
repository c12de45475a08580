// Reads JSON as long as a string may be.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const json = '[' + '1,'.repeat(2_000_000) + '1]';
  for (;;) JSON.parse(json);
}
