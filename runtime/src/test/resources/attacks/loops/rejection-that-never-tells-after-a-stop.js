// Leaves a rejection that would be told of when the run has been stopped.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  void Promise.reject({
    get message() {
      for (;;) {}
    },
  });
  for (;;) {}
}
