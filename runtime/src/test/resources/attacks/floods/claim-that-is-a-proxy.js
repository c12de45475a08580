// Sets a claim whose keys never end.
// ends: invalid_claim | claims_too_large | deadline_exceeded | cpu_exceeded | memory_exceeded
// bindings: kinde.accessToken
export default function () {
  const keys = (n) => Array.from({ length: n }, (_, i) => `k${i}`);
  const claim = new Proxy({}, {
    ownKeys: () => keys(50_000),
    getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
    get: (target, name) => (name === 'toJSON' ? undefined : 'x'.repeat(100)),
  });
  kinde.accessToken.setCustomClaim('proxy', claim);
}
