// Ends at once, but for a timer that never ends.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default async function () {
  await new Promise((resolve) => {
    setTimeout(() => {
      for (;;) {}
    }, 1);
    setTimeout(resolve, 2);
  });
}
