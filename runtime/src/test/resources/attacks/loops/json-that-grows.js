// Writing JSON that gets deeper as it is written, then longer.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const list = [0];
  list[0] = { toJSON: () => list.push({ toJSON: list[0].toJSON }) };
  for (;;) JSON.stringify(list);
}
