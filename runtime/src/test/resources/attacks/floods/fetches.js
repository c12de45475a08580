// Fetches without end.
// ends: too_many_fetches
// limits: fetches=5, wall=4s
// bindings: kinde.fetch
export default async function () {
  for (;;) await kinde.fetch(api);
}
