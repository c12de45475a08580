// Leaves a mark on what only syntax leads to.
// ends: completed
// probe: (function* () {}).mark || [].values().mark || (async () => {}).mark
export default async function () {
  const of = Object.getPrototypeOf;
  const targets = [
    of(function* () {}),
    of(async function* () {}),
    of(async () => {}),
    of((function* () {})()),
    of((async function* () {})()),
    of([][Symbol.iterator]()),
    of(of([][Symbol.iterator]())),
    of(new Map().entries()),
    of(new Set().values()),
    of(''[Symbol.iterator]()),
    of('a'.matchAll(/a/g)),
    of(Int8Array),
    of(Int8Array.prototype),
    of(Iterator.from({ next() {} })),
    of([].values().map(() => 1)),
    of(new Intl.Segmenter('en').segment('a')),
  ];
  for (const target of targets) {
    for (const one of [target, target.prototype, target.constructor]) {
      if (one) Reflect.defineProperty(one, 'mark', { value: 1 });
    }
  }
}
