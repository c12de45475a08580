// A proxy whose handler is a proxy that never answers.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const handler = new Proxy({}, { get: () => { for (;;) {} } });
  return 'x' in new Proxy({}, handler);
}
