// The same chain, walked by isPrototypeOf.
// ends: uncaught_exception
export default function () {
  const own = new Proxy({}, { getPrototypeOf: () => own });
  return Map.prototype.isPrototypeOf(own);
}
