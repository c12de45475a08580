// Changes what formatters are made of.
// ends: completed
// log: seen nothing
// probe: Intl.mark
export default function () {
  const format = new Intl.DateTimeFormat('en');
  console.log('seen', Intl.mark ?? format.mark ?? Intl.DateTimeFormat.prototype.mark ?? 'nothing');
  for (const one of [Intl, Intl.DateTimeFormat, Intl.DateTimeFormat.prototype, Object.getPrototypeOf(format)]) {
    Reflect.set(one, 'mark', 1);
  }
}
