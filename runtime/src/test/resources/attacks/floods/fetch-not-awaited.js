// Starts a fetch and ends; its answer comes later.
// ends: completed
// log: fetch GET localhost
// bindings: kinde.fetch
export default function () {
  kinde.fetch(api);
}
