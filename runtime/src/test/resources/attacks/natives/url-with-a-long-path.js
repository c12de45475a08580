// Reads an address with a million steps up.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
// bindings: url
export default function () {
  const path = `https://a.b/${'../'.repeat(1_000_000)}`;
  for (;;) new URL(path);
}
