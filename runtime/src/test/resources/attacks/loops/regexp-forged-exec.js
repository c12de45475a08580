// An exec of its own that always finds one more match.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  const pattern = {
    flags: 'g',
    global: true,
    lastIndex: 0,
    exec: () => ({ 0: 'a', length: 1, index: 0 }),
    [Symbol.replace]: RegExp.prototype[Symbol.replace],
  };
  return 'a'.replace(pattern, '');
}
