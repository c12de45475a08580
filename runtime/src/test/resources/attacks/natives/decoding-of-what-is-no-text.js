// Decodes bytes that are no text, and encodes halves of characters, into the largest buffers.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  const bytes = new Uint8Array(64 * 1024 * 1024).fill(0xff);
  for (;;) {
    try {
      new TextDecoder().decode(bytes);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    new TextEncoder().encode('\ud800'.repeat(2_000_000));
    new TextEncoder().encodeInto('\u4e00'.repeat(2_000_000), bytes);
  }
}
