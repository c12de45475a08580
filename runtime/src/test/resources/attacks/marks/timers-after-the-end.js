// Sets timers that would fire when the run is over.
// ends: completed
// log: seen nothing
// bindings: kinde.accessToken
export default function () {
  console.log('seen', globalThis.late ?? 'nothing');
  setTimeout(() => {
    console.log('a timer of a run that has ended');
    kinde.accessToken.setCustomClaim('late', 1);
  }, 5);
}
