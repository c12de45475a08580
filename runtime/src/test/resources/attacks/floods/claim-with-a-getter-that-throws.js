// Sets a claim that throws as it is read.
// ends: invalid_claim
// bindings: kinde.accessToken
export default function () {
  try {
    kinde.accessToken.setCustomClaim('bad', { get a() { throw new Error('no'); } });
  } catch {
    // It counts all the same.
  }
}
