// Asks for hosts whose names are accents, or ideographs, without end.
// ends: completed | deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception
// limits: wall=500ms
// bindings: kinde.fetch, url
export default function () {
  const marks = `a${'\u0300'.repeat(30_000)}${'\u0316'.repeat(30_000)}`;
  let ideographs = '';
  for (let i = 0; i < 20_000; i++) ideographs += String.fromCharCode(0x4e00 + ((i * 7919) % 20_000));
  const tries = [
    () => kinde.fetch(`http://${marks}/`),
    () => kinde.fetch(`http://${ideographs}/`),
    () => kinde.fetch(`http://127.0.0.1/${'<'.repeat(4_000_000)}`),
    () => new URL(`http://${marks}/`).host,
    () => new URL(`http://${ideographs}/`).host,
  ];
  for (const one of tries) {
    try {
      one();
    } catch {
      // Refused.
    }
  }
}
