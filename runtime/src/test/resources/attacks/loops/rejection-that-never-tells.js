// Leaves a rejection that nothing awaits and that never tells its message.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  void Promise.reject({
    get message() {
      for (;;) {}
    },
  });
}
