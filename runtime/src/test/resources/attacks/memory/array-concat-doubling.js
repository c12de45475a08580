// A list that doubles.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  let list = [1];
  for (;;) list = list.concat(list);
}
