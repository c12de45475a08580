// A condition that works while the body does nothing.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  let i = 0;
  while ((i = (i + 1) % 7) >= 0);
}
