// Writing a property never ends.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const trap = {
    set value(_) {
      for (;;) {}
    },
  };
  trap.value = 1;
}
