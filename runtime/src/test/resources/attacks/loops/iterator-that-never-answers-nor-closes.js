// Neither the next value comes, nor does closing end.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const endless = () => {
    for (;;) {}
  };
  const stuck = { [Symbol.iterator]: () => ({ next: endless, return: endless, throw: endless }) };
  try {
    const [first, ...rest] = stuck;
    return [first, rest];
  } finally {
    for (const one of stuck) void one;
  }
}
