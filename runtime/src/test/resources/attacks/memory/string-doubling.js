// A string that doubles: the engine refuses one longer than it allows.
// ends: uncaught_exception
// limits: allocated=64MB
// log: RangeError
export default function () {
  let text = 'x';
  for (;;) text += text;
}
