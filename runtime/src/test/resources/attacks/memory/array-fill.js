// One native that fills a list of a thousand million.
// ends: memory_exceeded | uncaught_exception
// limits: allocated=64MB
export default function () {
  return new Array(1_000_000_000).fill(0);
}
