// Changes the polyfilled URL, its parts and its iterators.
// ends: completed
// log: seen nothing
// bindings: url
// probe: new URL('https://a.b').host !== 'a.b'
export default function () {
  const parts = [URL, URL.prototype, URLSearchParams, URLSearchParams.prototype, Object.getPrototypeOf(new URLSearchParams('a')[Symbol.iterator]())];
  console.log('seen', parts.some((one) => one.mark) ? 'a mark' : 'nothing');
  for (const one of parts) Reflect.set(one, 'mark', 1);
  Reflect.defineProperty(URL.prototype, 'host', { get: () => 'evil' });
}
