// Reads a BigInt of as many hexadecimal digits as a decimal one may have, and more.
// ends: completed
// limits: wall=1s
// log: RangeError
export default function () {
  try {
    BigInt('0x' + 'f'.repeat(262_000));
  } catch (error) {
    console.log(error.name);
  }
}
