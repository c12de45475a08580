// Whatever ends the first loop runs into the second.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  try {
    for (;;) {}
  } catch {
    for (;;) {}
  } finally {
    for (;;) {}
  }
}
