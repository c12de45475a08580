// Looks for what the symbol registry keeps.
// ends: completed
// log: seen nothing
export default function () {
  const key = Symbol.for('mark');
  console.log('seen', key === globalThis.kept ? 'a mark' : 'nothing');
  globalThis.kept = key;
  Symbol.for('mark').description;
}
