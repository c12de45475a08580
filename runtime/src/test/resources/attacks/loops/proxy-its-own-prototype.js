// A chain of prototypes that leads back to itself: natives walk it.
// ends: uncaught_exception
export default function () {
  const own = new Proxy({}, { getPrototypeOf: () => own });
  return own instanceof Map;
}
