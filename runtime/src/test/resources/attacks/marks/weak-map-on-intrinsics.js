// Keeps a mark for intrinsics in a map of its own.
// ends: completed
// log: seen nothing
const marks = new WeakMap();
export default function () {
  console.log('seen', marks.get(Object.prototype) ?? 'nothing');
  marks.set(Object.prototype, 'a mark');
}
