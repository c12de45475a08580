// A map that never stops growing.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const map = new Map();
  for (;;) map.set({}, map.size);
}
