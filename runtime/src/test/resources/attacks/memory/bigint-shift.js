// A number of two thousand million bits.
// ends: uncaught_exception
// limits: allocated=64MB
export default function () {
  return 1n << 2_000_000_000n;
}
