// Adding never ends.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  return 1 + { valueOf: () => { for (;;) {} } };
}
