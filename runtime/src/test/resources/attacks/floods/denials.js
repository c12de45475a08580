// Denies without end, at length.
// ends: denied
// bindings: kinde.auth
export default function () {
  for (let i = 0; i < 10_000; i++) kinde.auth.denyAccess('x'.repeat(10_000));
}
