// Sets claims whose bytes are three times their characters.
// ends: claims_too_large
// bindings: kinde.accessToken
export default function () {
  kinde.accessToken.setCustomClaim('wide', '\u20ac'.repeat(30_000));
}
