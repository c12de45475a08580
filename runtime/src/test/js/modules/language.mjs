// What a build target of ES2024 leaves in.
class Counter {
  static #made = 0;
  #count = 0;
  static {
    Counter.#made = 10;
  }
  get #next() {
    return ++this.#count;
  }
  step() {
    Counter.#made += 1;
    return #count in this ? this.#next + Counter.#made : 0;
  }
}

async function* numbers() {
  for (const n of [1, 2, 3]) {
    yield await Promise.resolve(n);
  }
}

function* letters() {
  const said = yield 'a';
  yield* [said, 'c'];
}

export default async function workflow({ request: { ip = 'none', ...rest } = {} }) {
  let sum = 0;
  for await (const n of numbers()) {
    sum += n ** 2;
  }
  const generator = letters();
  const spelled = [generator.next().value, generator.next('b').value, generator.next().value];
  const price = '€42 and $7'.match(/(?<=\$)(?<amount>\d+)/).groups.amount;
  let empty = null;
  empty ??= 'filled';
  const { promise, resolve } = Promise.withResolvers();
  resolve('settled');
  const grouped = Object.groupBy([1, 2, 3, 4], (n) => (n % 2 ? 'odd' : 'even'));
  label: for (const a of [1, 2]) {
    for (const b of [1, 2]) {
      if (a * b === 2) continue label;
    }
  }
  console.log(new Counter().step(), sum, spelled.join(''), price, empty, await promise);
  console.log(grouped.even.length, [3, 1, 2].toSorted().at(-1), 'a-b-c'.replaceAll('-', '+'), ip, rest);
  console.log(new Set([1, 2]).union(new Set([3])).size, /[\p{L}--[a-z]]/v.test('É'), 1_000n * 2n);
  console.log(structuredClone({ when: new Date(0), list: new Map([[1, new Set([2])]]) }).list.get(1).size);
  console.log(new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' }).format(1234.5));
  console.log(new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date(0)));
  console.log(await Promise.any([Promise.reject(new Error('no')), 'any']), typeof Array.fromAsync);
  console.log(String.raw`a\n${1}`, [...'👍🏽x'].length, 'x'.isWellFormed(), Object.hasOwn({ a: 1 }, 'a'));
  try {
    throw new Error('outer', { cause: new AggregateError([new TypeError('inner')], 'many') });
  } catch ({ cause }) {
    console.log(cause.errors[0] instanceof TypeError, cause.message);
  }
}
