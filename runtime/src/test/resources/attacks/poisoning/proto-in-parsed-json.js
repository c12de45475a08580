// JSON that would write to a prototype.
// ends: completed
// log: mark undefined
// probe: ({}).mark
export default function () {
  const parsed = JSON.parse('{"__proto__":{"mark":1}}');
  const copy = { ...parsed };
  const made = Object.assign({}, { a: 1 });
  console.log('mark', String(made.mark), Object.hasOwn(copy, '__proto__'));
}
