// Every index of the largest typed array as a key.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  return Object.keys(new Uint8Array(64 * 1024 * 1024));
}
