// Writes the JSON of an endless list.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const forged = { length: 2 ** 53 - 1 };
  return JSON.stringify(new Proxy([], { get: (list, name) => (name === 'length' ? 2 ** 53 - 1 : undefined) }));
}
