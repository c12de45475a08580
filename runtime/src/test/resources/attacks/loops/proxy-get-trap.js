// A proxy that never answers.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const trap = new Proxy({}, { get: () => { for (;;) {} } });
  return Object.assign({}, trap).x ?? trap.x;
}
