// Sets a claim whose getter sets claims.
// ends: completed
// bindings: kinde.accessToken
export default function () {
  let depth = 0;
  const claim = {
    toJSON() {
      depth += 1;
      if (depth < 50) kinde.accessToken.setCustomClaim('b', claim);
      return depth;
    },
  };
  kinde.accessToken.setCustomClaim('a', claim);
}
