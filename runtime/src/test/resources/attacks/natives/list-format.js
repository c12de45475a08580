// Joins long texts, and many of them, as people would.
// ends: completed
// limits: wall=2s
// log: RangeError RangeError
export default function () {
  const list = new Intl.ListFormat('en');
  const name = (items) => {
    try {
      list.format(items);
      return 'none';
    } catch (error) {
      return error.name;
    }
  };
  console.log(name(Array(200).fill('x'.repeat(4_000_000))), name(Array(200_000).fill('{0}{1}')));
}
