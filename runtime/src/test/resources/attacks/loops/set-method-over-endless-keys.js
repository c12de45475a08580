// Unites a set with what claims to be one and has no end.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const endless = {
    size: 1,
    has: () => true,
    keys: () => ({ next: () => ({ value: 1, done: false }) }),
  };
  return new Set([1]).union(endless);
}
