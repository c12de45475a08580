// Each timer sets the next, so that something is always due.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default async function () {
  const again = () => setTimeout(again, 0);
  again();
  await new Promise(() => {});
}
