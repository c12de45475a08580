// Has stacks captured on to objects of its own, traps included.
// ends: completed
export default function () {
  const caught = [];
  const trap = new Proxy({}, {
    defineProperty(target, name, property) {
      caught.push(property.value ?? property.get?.());
      return Reflect.defineProperty(target, name, property);
    },
  });
  Error.captureStackTrace?.(trap);
  const own = {};
  Error.captureStackTrace?.(own, Error);
  for (const one of [...caught, own.stack]) {
    if (/java|polyglot|truffle|\.mjs/i.test(String(one))) throw new Error(`the host shows in ${one}`);
  }
}
