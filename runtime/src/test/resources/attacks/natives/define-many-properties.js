// Defines a hundred thousand properties at once.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=1s
export default function () {
  const all = {};
  for (let i = 0; i < 50_000; i++) all[`k${i}`] = { value: i };
  for (;;) Object.defineProperties({}, all);
}
