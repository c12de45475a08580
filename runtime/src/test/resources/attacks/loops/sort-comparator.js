// A comparison that never ends.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=300ms
export default function () {
  [2, 1].sort(() => {
    for (;;) {}
  });
}
