// Objects no two of which have the same keys.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const kept = [];
  for (let i = 0; ; i++) kept.push({ [`a${i}`]: 1, [`b${i}`]: 2 });
}
