// A replacement that never comes.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  return 'a'.replace(/a/, () => {
    for (;;) {}
  });
}
