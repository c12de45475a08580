// The question what something is never ends.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const Kind = {
    [Symbol.hasInstance]() {
      for (;;) {}
    },
  };
  return {} instanceof Kind;
}
