// A claim never tells its JSON.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
// bindings: kinde.accessToken
export default function () {
  kinde.accessToken.setCustomClaim('a', { toJSON: () => { for (;;) {} } });
}
