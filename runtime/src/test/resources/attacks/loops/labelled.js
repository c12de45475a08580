// Loops that jump to one another by their labels.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  outer: for (;;) {
    inner: for (;;) {
      if (Math.random() < 0.5) continue outer;
      continue inner;
    }
  }
}
