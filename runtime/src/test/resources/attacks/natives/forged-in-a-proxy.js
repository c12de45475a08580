// A length that is small when asked first and huge ever after.
// ends: deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=200ms
export default function () {
  let asked = 0;
  const list = new Proxy([], {
    get: (target, name) => (name === 'length' ? (asked++ === 0 ? 1 : 2 ** 53 - 1) : target[name]),
  });
  for (;;) {
    list.includes(1);
    list.indexOf(1);
    list.fill(0);
  }
}
