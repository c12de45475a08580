// Adding never ends.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=300ms
export default function () {
  return 1 + { valueOf: () => { for (;;) {} } };
}
