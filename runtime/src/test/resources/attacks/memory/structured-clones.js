// Copies of copies.
// ends: memory_exceeded | uncaught_exception
// limits: allocated=64MB
export default function () {
  let value = [1];
  for (;;) value = structuredClone([value, value, [...value]]);
}
