// Pads to the longest there may be.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const pad = 'ab'.repeat(1_000);
  for (;;) 'x'.padStart(4_000_000, pad).padEnd(4_100_000, pad);
}
