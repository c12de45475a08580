// Writes the JSON of a million values.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const list = new Array(1_000_000).fill(12345);
  for (;;) JSON.stringify(list);
}
