// Resolves with what resolves with itself anew.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const again = () => ({ then: (resolve) => resolve(again()) });
  return again();
}
