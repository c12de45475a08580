// Looks for the realm's global object as the `this` of a plain call.
// ends: completed
export default function () {
  function plain() {
    return this;
  }
  const found = [plain(), [1].map(plain)[0], plain.call(undefined), (0, plain)(), Reflect.apply(plain, null, [])];
  for (const one of found) if (one) throw new Error('this is there');
}
