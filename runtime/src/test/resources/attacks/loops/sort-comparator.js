// A comparison that never ends.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  [2, 1].sort(() => {
    for (;;) {}
  });
}
