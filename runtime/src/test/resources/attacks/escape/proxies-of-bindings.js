// Wraps its bindings and calls their functions on other things.
// ends: completed
// log: claims a,b
// bindings: kinde.accessToken
export default function () {
  const tokens = new Proxy(kinde.accessToken, {
    get: (target, name) => (...all) => Reflect.apply(target[name], { own: 1 }, all),
  });
  tokens.setCustomClaim('a', 1);
  const { setCustomClaim } = kinde.accessToken;
  setCustomClaim.call(null, 'b', 2);
  Reflect.construct(Object, [], class {});
  console.log('claims', Object.keys(kinde.accessToken.getCustomClaims()).sort().join());
}
