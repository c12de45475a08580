// Leaves a mark on every prototype there is a name for.
// ends: completed
// probe: ({}).mark || [].mark || (() => {}).mark || ''.mark || new Map().mark
export default function () {
  for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(globalThis))) {
    const target = globalThis[name]?.prototype;
    if (target !== undefined && target !== null) {
      Reflect.defineProperty(target, 'mark', { value: 1 });
      Reflect.set(target, 'mark', 1);
      Reflect.setPrototypeOf(target, { mark: 1 });
    }
  }
}
