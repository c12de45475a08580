// Sorts the largest typed array by a native.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const list = new Float64Array(8 * 1024 * 1024);
  for (;;) list.sort(Math.sign);
}
