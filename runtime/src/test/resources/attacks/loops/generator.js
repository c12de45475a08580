// A generator that always has one more.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const endless = (function* () {
    for (;;) yield 1;
  })();
  for (const one of endless) void one;
}
