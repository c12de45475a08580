// The simplest loop of all.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  for (;;) {}
}
