// Becoming a key never ends.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const key = {
    [Symbol.toPrimitive]() {
      for (;;) {}
    },
  };
  return {}[key];
}
