// Normalizes one letter with marks that have to change places.
// ends: uncaught_exception
// log: More than 1,000 combining marks follow each other
// limits: wall=300ms
export default function () {
  ('a' + '\u0316\u0300'.repeat(200_000)).normalize('NFD');
}
