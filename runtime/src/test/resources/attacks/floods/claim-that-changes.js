// Sets a claim whose getter gives something else each time.
// ends: completed
// log: read 1
// bindings: kinde.accessToken
export default function () {
  let reads = 0;
  const claim = {
    get a() {
      reads += 1;
      return reads;
    },
  };
  kinde.accessToken.setCustomClaim('a', claim);
  kinde.accessToken.getCustomClaims();
  console.log('read', reads);
}
