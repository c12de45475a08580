// Sets a claim whose name is asked for and throws.
// ends: uncaught_exception
// bindings: kinde.accessToken
export default function () {
  kinde.accessToken.setCustomClaim({ toString: () => { throw new Error('no name'); } }, 1);
}
