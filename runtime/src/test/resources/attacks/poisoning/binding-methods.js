// Replaces its own bindings: only it may see that.
// ends: completed
// bindings: kinde.accessToken, url
// probe: kinde.mark || kinde.fetch.mark || kinde.accessToken
export default function () {
  kinde.accessToken.setCustomClaim = () => 'replaced';
  kinde.fetch = () => 'replaced';
  console.log = () => 'replaced';
  globalThis.URL = () => 'replaced';
  kinde.mark = 1;
}
