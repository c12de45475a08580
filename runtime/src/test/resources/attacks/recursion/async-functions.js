// Async functions that call themselves before they await.
// ends: uncaught_exception | deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=2s
export default async function () {
  const deeper = async () => {
    await deeper();
  };
  await deeper();
}
