// Asks everything it was given whether it is one of the host's.
// ends: completed
// bindings: kinde.accessToken, kinde.env, kinde.fetch, kinde.auth, url
export default async function (event) {
  const seen = new Set();
  const visit = (value, path) => {
    const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
    if (!isObject || seen.has(value)) return;
    seen.add(value);
    for (const name of ['getClass', 'class', 'hashCode', 'wait', 'notify', 'execute']) {
      if (name in value) throw new Error(`${path} has ${name}`);
    }
    if (Object.prototype.toString.call(value).includes('Java')) throw new Error(`${path} is Java's`);
    if (!(value instanceof Object) && Object.getPrototypeOf(value) !== null) {
      throw new Error(`${path} is of another realm`);
    }
    for (const key of Reflect.ownKeys(value)) {
      const property = Object.getOwnPropertyDescriptor(value, key);
      visit(property.value, `${path}.${String(key)}`);
      visit(property.get, `${path}.${String(key)}`);
    }
  };
  visit(kinde, 'kinde');
  visit(console, 'console');
  visit(event, 'event');
  visit(setTimeout, 'setTimeout');
  visit(kinde.accessToken.getCustomClaims(), 'claims');
  visit(kinde.env.get('none'), 'variable');
}
