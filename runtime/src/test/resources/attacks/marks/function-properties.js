// Writes its mark on its functions, and on those it was given.
// ends: completed
// log: seen nothing
// bindings: kinde.env
function own() {}
export default function () {
  const all = [own, kinde.fetch, kinde.env.get, console.log, setTimeout, kinde.cache.jwtToken];
  console.log('seen', all.some((one) => one.mark) ? 'a mark' : 'nothing');
  for (const one of all) Reflect.set(one, 'mark', 1);
}
