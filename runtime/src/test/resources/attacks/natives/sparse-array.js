// Walks a list of four thousand million holes.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const holes = [];
  holes.length = 2 ** 32 - 1;
  for (;;) {
    holes.includes(1);
    holes.findLast(Boolean);
    [...holes];
  }
}
