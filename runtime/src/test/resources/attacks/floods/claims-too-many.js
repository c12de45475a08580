// Sets a hundred thousand claims, catching the refusals.
// ends: claims_too_large | deadline_exceeded | cpu_exceeded
// bindings: kinde.idToken
export default function () {
  for (let i = 0; i < 100_000; i++) {
    try {
      kinde.idToken.setCustomClaim(`claim ${i}`, 'x'.repeat(100));
    } catch {
      // And on.
    }
  }
}
