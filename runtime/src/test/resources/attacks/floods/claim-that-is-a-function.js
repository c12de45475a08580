// Sets a claim that JSON has no notation for.
// ends: invalid_claim
// bindings: kinde.accessToken
export default function () {
  kinde.accessToken.setCustomClaim('f', [() => 1]);
}
