// Sets and removes claims of ever new names.
// ends: claims_too_large | cpu_exceeded | deadline_exceeded | memory_exceeded
// limits: wall=500ms, allocated=256MB
// bindings: kinde.accessToken
export default function () {
  for (let i = 0; ; i++) kinde.accessToken.setCustomClaim(`n${i}`, undefined);
}
