// Flattens a list that holds itself.
// ends: uncaught_exception | deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=2s
export default function () {
  const list = [];
  list.push(list);
  return list.flat(Infinity);
}
