// Reads numbers of a million digits that aren't decimal.
// ends: completed
// limits: wall=2s
// log: Infinity Infinity Infinity 255 NaN
export default function () {
  console.log(
    Number('0x' + 'f'.repeat(1_000_000)),
    Number('0b' + '1'.repeat(1_000_000)),
    +('0o' + '7'.repeat(1_000_000)),
    Number('0x' + '0'.repeat(1_000_000) + 'ff'),
    Number('0x' + 'f'.repeat(1_000_000) + 'g'),
  );
}
