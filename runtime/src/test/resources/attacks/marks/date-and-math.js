// Changes what time it is, and chance.
// ends: completed
// log: seen nothing
// probe: Date.now() < 1e12 || Math.random() === 0
export default function () {
  console.log('seen', Date.mark ?? Math.mark ?? (Date.now() < 1e12 ? 'another clock' : 'nothing'));
  for (const one of [Date, Math, Date.prototype, Number]) {
    Reflect.set(one, 'mark', 1);
    Reflect.set(one, 'now', () => 0);
    Reflect.set(one, 'random', () => 0);
  }
}
