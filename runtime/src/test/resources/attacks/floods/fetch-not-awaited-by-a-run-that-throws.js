// Starts a fetch and throws.
// ends: uncaught_exception
// bindings: kinde.fetch, kinde.accessToken
export default function () {
  kinde.fetch(api).then(() => kinde.accessToken.setCustomClaim('late', 1));
  throw new Error('gone');
}
