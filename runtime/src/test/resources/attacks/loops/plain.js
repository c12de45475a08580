// The simplest loop of all.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=300ms
export default function () {
  for (;;) {}
}
