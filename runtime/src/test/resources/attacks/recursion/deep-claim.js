// A claim nested deeper than any reader takes.
// ends: invalid_claim
// limits: wall=2s
// bindings: kinde.accessToken
export default function () {
  let deep = [];
  for (let i = 0; i < 3_000; i++) deep = [deep];
  kinde.accessToken.setCustomClaim('deep', deep);
}
