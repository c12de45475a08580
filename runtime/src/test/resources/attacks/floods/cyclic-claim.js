// Sets a claim that holds itself.
// ends: invalid_claim
// bindings: kinde.accessToken
export default function () {
  const claim = {};
  claim.self = claim;
  kinde.accessToken.setCustomClaim('cycle', claim);
}
