// Every index of a long string as a key: written with syntax alone.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const text = 'a'.repeat(4_000_000);
  return { ...text };
}
