// A set that never stops growing.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const set = new Set();
  for (let i = 0; ; i++) set.add(i);
}
