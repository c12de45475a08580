// Recognizes the strings of a template by their identity.
// ends: completed
// log: seen nothing
const known = new WeakSet();
export default function () {
  const strings = ((all) => all)`mark`;
  console.log('seen', known.has(strings) ? 'a mark' : 'nothing');
  known.add(strings);
}
