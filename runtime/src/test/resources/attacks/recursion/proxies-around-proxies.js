// A hundred thousand proxies, one around the other.
// ends: uncaught_exception | deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=2s
export default function () {
  let trap = {};
  for (let i = 0; i < 100_000; i++) trap = new Proxy(trap, {});
  return trap.x;
}
