// Each reaction makes two.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=300ms, allocated=10GB
export default async function () {
  const again = () => {
    Promise.resolve().then(again);
    Promise.reject(0).catch(again);
  };
  again();
  await new Promise(() => {});
}
