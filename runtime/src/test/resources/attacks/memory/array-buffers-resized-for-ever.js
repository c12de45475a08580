// Grows and shrinks one buffer, and hands one on, for ever.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=200ms
export default function () {
  let handed = new ArrayBuffer(64 * 1024 * 1024);
  for (let i = 0; i < 1_000; i++) handed = handed.transfer(64 * 1024 * 1024 - i);
  const buffer = new ArrayBuffer(10, { maxByteLength: 64 * 1024 * 1024 });
  for (let i = 0; ; i++) buffer.resize(i & 1 ? 1 : 64 * 1024 * 1024);
}
