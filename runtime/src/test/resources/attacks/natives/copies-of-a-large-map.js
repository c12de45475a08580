// Copies a map of a million.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const map = new Map(Array.from({ length: 200_000 }, (_, i) => [i, i]));
  for (;;) new Map(map);
}
