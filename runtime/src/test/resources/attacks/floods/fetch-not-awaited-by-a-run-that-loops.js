// Starts a fetch and never ends.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=300ms
// bindings: kinde.fetch
export default function () {
  kinde.fetch(api);
  for (;;) {}
}
