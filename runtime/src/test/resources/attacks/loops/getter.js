// Reading a property never ends.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=300ms
export default function () {
  const trap = {
    get value() {
      for (;;) {}
    },
  };
  return trap.value;
}
