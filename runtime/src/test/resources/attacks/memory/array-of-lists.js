// A list of lists, each of its own.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  return Array.from({ length: 1e6 }, () => new Array(100).fill(0));
}
