// A copy whose original never answers.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=300ms
export default function () {
  return structuredClone({
    get a() {
      for (;;) {}
    },
  });
}
