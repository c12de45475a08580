// The JSON of a value nested a hundred thousand levels deep.
// ends: uncaught_exception
// limits: wall=2s
// log: RangeError
export default function () {
  let deep = [];
  for (let i = 0; i < 100_000; i++) deep = [deep];
  return JSON.stringify(deep);
}
