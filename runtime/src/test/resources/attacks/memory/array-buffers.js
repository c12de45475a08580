// Buffers, and copies of them.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const kept = [];
  for (;;) {
    kept.push(new ArrayBuffer(32 * 1024 * 1024));
    kept.push(kept[kept.length - 1].slice(0));
  }
}
