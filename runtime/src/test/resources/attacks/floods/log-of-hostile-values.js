// Logs what throws whatever is asked of it.
// ends: completed
// log: still here
export default function () {
  const thrower = () => {
    throw new Error('hostile');
  };
  const trap = new Proxy({}, new Proxy({}, { get: () => thrower }));
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  for (const one of [
    trap,
    revoked.proxy,
    { toJSON: thrower },
    { get a() { return thrower(); } },
    Object.create(null),
    Object.assign(() => {}, { toString: thrower }),
    Object.defineProperty(() => {}, 'name', { get: thrower }),
    Object.defineProperty(new Error('x'), 'stack', { get: thrower }),
    Symbol('s'),
    10n,
    new Map([[trap, trap]]),
    new Date(NaN),
  ]) {
    console.log(one);
    console.error('%s %o', one);
  }
  console.log('still here');
}
