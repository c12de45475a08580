// Awaits ten thousand promises at once.
// ends: completed
// log: awaited 10000
export default async function () {
  const all = await Promise.all(Array.from({ length: 10_000 }, async (_, i) => i));
  console.log('awaited', all.length);
}
