// Sorts two million numbers as text, again and again.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=1s
export default function () {
  const list = Array.from({ length: 500_000 }, (_, i) => (i * 7919) % 500_009);
  for (;;) list.toSorted();
}
