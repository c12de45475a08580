// One native that makes a list of four thousand million.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  return Array.from({ length: 2 ** 32 - 2 });
}
