// Sets claims that are thenables; nobody awaits them.
// ends: completed
// bindings: kinde.accessToken
export default function () {
  let called = 0;
  kinde.accessToken.setCustomClaim('then', { then: 1, value: 2 });
  kinde.accessToken.setCustomClaim('promise', Promise.resolve(1));
  kinde.accessToken.setCustomClaim('bomb', { get then() { called += 1; return undefined; } });
  console.log('called', called);
}
