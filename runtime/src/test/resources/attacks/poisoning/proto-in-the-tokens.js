// Claims that are named like prototypes.
// ends: completed
// log: mark undefined true
// bindings: kinde.accessToken
// tokens: {"accessToken":{"__proto__":{"mark":1},"toString":"x"}}
// probe: ({}).mark
export default function () {
  kinde.accessToken.setCustomClaim('__proto__', { mark: 1 });
  kinde.accessToken.setCustomClaim('constructor', { prototype: { mark: 1 } });
  const claims = kinde.accessToken.getCustomClaims();
  console.log('mark', String({}.mark), Object.hasOwn(claims, '__proto__'));
}
