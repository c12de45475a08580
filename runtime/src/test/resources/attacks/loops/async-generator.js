// An async generator that always has one more.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default async function () {
  const endless = (async function* () {
    for (;;) yield 1;
  })();
  for await (const one of endless) void one;
}
