// JSON nested two million levels deep.
// ends: uncaught_exception
// limits: wall=2s
// log: RangeError
export default function () {
  return JSON.parse('['.repeat(2_000_000) + ']'.repeat(2_000_000));
}
