// The tag of a template never returns.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const tag = () => {
    for (;;) {}
  };
  return tag`a${1}b`;
}
