// Changes Temporal, where there is one.
// ends: completed
// log: seen nothing
export default function () {
  const there = globalThis.Temporal;
  console.log('seen', there?.mark ?? 'nothing');
  if (there) Reflect.set(there, 'mark', 1);
}
