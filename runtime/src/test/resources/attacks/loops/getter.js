// Reading a property never ends.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const trap = {
    get value() {
      for (;;) {}
    },
  };
  return trap.value;
}
