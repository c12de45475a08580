// Awaits what is there already, for ever: the host is never asked.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default async function () {
  for (;;) {
    await undefined;
  }
}
