// Fetches hosts whose letters take long to be made a name.
// ends: completed
// bindings: kinde.fetch
export default async function () {
  const hosts = ['a' + '\u0300'.repeat(30_000) + '\u0316'.repeat(30_000), 'x'.repeat(3_000_000)];
  for (let i = 0; i < 20_000; i += 1) hosts[2] = (hosts[2] ?? '') + String.fromCharCode(0x4e00 + i);
  for (const host of hosts) {
    try {
      await kinde.fetch(`http://${host}/`);
      throw new TypeError('it was sent');
    } catch (error) {
      if (error instanceof TypeError) throw error;
    }
  }
}
