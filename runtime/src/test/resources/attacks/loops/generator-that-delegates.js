// Generators that hand on to each other for ever.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  function* ping() {
    for (;;) yield* [1, 2];
  }
  for (const one of ping()) void one;
}
