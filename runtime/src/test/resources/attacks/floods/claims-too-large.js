// Sets a claim larger than claims may be.
// ends: claims_too_large
// bindings: kinde.accessToken
export default function () {
  kinde.accessToken.setCustomClaim('huge', 'x'.repeat(100_000));
}
