// Replaces the natives that everyone else calls.
// ends: completed
// probe: Math.random() > 1
export default function () {
  const evil = () => {
    throw new Error('poisoned');
  };
  for (const [owner, name] of [
    [Array.prototype, Symbol.iterator],
    [Array.prototype, 'map'],
    [Array.prototype, 'push'],
    [Promise.prototype, 'then'],
    [Promise, 'resolve'],
    [JSON, 'stringify'],
    [JSON, 'parse'],
    [RegExp.prototype, 'exec'],
    [String.prototype, 'slice'],
    [Object, 'keys'],
    [Object.prototype, 'toString'],
    [Function.prototype, 'call'],
    [Map.prototype, 'get'],
    [Error.prototype, 'toString'],
    [Reflect, 'apply'],
    [Date, 'now'],
    [Math, 'random'],
  ]) {
    try {
      Reflect.set(owner, name, evil);
    } catch {
      // Refused, as it should be.
    }
    Reflect.defineProperty(owner, name, { value: evil });
    Reflect.defineProperty(owner, name, { get: evil });
    Reflect.deleteProperty(owner, name);
  }
}
