// A proxy whose keys never come.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const trap = new Proxy({}, { ownKeys: () => { for (;;) {} } });
  return { ...trap };
}
