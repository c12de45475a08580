// A buffer that says it may become huge.
// ends: uncaught_exception
// limits: allocated=64MB
export default function () {
  return new ArrayBuffer(8, { maxByteLength: 2 ** 31 });
}
