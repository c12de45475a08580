// A list that grows by one.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const list = [];
  for (;;) list.push({});
}
