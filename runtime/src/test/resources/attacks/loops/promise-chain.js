// Each promise makes the next.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const again = () => Promise.resolve().then(again);
  return again();
}
