// Calls bindings with hardly any stack left, to break them halfway.
// ends: completed | uncaught_exception | internal_error | invalid_claim | deadline_exceeded | cpu_exceeded
// bindings: kinde.accessToken, kinde.env
export default function () {
  let calls = 0;
  const deeper = () => {
    try {
      deeper();
    } finally {
      if (calls < 50) {
        calls += 1;
        kinde.accessToken.setCustomClaim(`c${calls}`, [calls]);
        console.log('at depth', calls);
        if (kinde.env.get('none') !== undefined) throw new Error('there is something');
      }
    }
  };
  try {
    deeper();
  } catch {
    // It overflowed, as it was meant to.
  }
}
