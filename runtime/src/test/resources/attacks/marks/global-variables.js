// Leaves a variable on the global object, in every way there is.
// ends: completed
// log: seen nothing
// probe: globalThis.mark || new Array(1).length !== 1
export default function () {
  console.log('seen', globalThis.mark ?? globalThis.other ?? 'nothing');
  globalThis.mark = 1;
  Object.defineProperty(globalThis, 'other', { value: 1 });
  globalThis.Array = class {};
}
