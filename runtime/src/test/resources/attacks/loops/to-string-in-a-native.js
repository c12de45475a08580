// A native asks for text that never comes.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  return parseInt({ toString: () => { for (;;) {} } });
}
