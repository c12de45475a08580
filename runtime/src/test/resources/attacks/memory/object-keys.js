// An object with ever more keys.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const all = {};
  for (let i = 0; ; i++) all[`key ${i}`] = i;
}
