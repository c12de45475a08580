// Fetches a thousand at once, catching the refusals.
// ends: too_many_fetches
// limits: fetches=5, wall=4s
// bindings: kinde.fetch
export default async function () {
  await Promise.allSettled(Array.from({ length: 1_000 }, async () => kinde.fetch(api)));
}
