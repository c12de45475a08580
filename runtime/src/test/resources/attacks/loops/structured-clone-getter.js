// A copy whose original never answers.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  return structuredClone({
    get a() {
      for (;;) {}
    },
  });
}
