// What is thrown never tells its message.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  throw {
    get message() {
      for (;;) {}
    },
  };
}
