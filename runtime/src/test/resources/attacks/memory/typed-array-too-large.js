// A typed array larger than one may be.
// ends: uncaught_exception
// limits: allocated=64MB
export default function () {
  return new Uint8Array(2 ** 27);
}
