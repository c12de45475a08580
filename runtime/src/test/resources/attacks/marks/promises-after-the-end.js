// Leaves promises that would go on when the run is over.
// ends: completed
// log: seen nothing
// bindings: kinde.accessToken
export default function () {
  console.log('seen', globalThis.late ?? 'nothing');
  void (async () => {
    for (let i = 0; i < 100; i++) await null;
    kinde.accessToken.setCustomClaim('late', 1);
  })();
}
