// Fetches with options that throw, loop and lie.
// ends: completed
// bindings: kinde.fetch
export default async function () {
  const hostile = [
    { get method() { throw new Error('no method'); } },
    { headers: new Proxy({}, { ownKeys: () => { throw new Error('no keys'); } }) },
    { headers: { 'a\r\nb': 'c\r\nd' } },
    { method: 'GET / HTTP/1.1\r\nHost: evil' },
    { body: { toJSON: () => { throw new Error('no body'); } }, method: 'POST' },
    { headers: Array.from({ length: 100_000 }, (_, i) => [`h${i}`, 'x']) },
  ];
  for (const options of hostile) {
    try {
      await kinde.fetch(api, options);
    } catch (error) {
      if (!(error instanceof Error)) throw new Error('not an Error');
    }
  }
}
