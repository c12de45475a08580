// A reviver that adds more to revive each time it is called.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  JSON.parse('[[]]', function (key, value) {
    if (Array.isArray(this)) this[this.length] = [];
    return Array.isArray(value) ? [[]] : value;
  });
  for (;;) JSON.parse('[1]', () => 1);
}
