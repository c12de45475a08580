// Every index of the largest typed array as a pair: by a native.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  return Object.entries(new Uint8Array(64 * 1024 * 1024));
}
