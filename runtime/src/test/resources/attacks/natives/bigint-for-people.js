// Formats numbers of tens of thousands of digits.
// ends: completed
// limits: wall=1s
// log: RangeError RangeError RangeError
export default function () {
  const huge = 1n << 262_000n;
  const name = (call) => {
    try {
      call();
      return 'none';
    } catch (error) {
      return error.name;
    }
  };
  console.log(
    name(() => huge.toLocaleString('en')),
    name(() => new Intl.NumberFormat('en').format(huge)),
    name(() => new Intl.NumberFormat('en').formatRange(1n, huge)),
  );
}
