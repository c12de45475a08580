// Every index of the largest typed array, by syntax.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  for (const key in new Uint8Array(64 * 1024 * 1024)) void key;
}
