// Normalizes what somebody typed, as honest programs do.
// ends: uncaught_exception
// log: More than 1,000 combining marks follow each other
// limits: wall=300ms
export default function () {
  const email = '\u0300'.repeat(45_000) + '\u0316'.repeat(45_000);
  email.normalize();
}
