// A number of a hundred million bits.
// ends: uncaught_exception
// limits: allocated=64MB
export default function () {
  return 3n ** 60_000_000n;
}
