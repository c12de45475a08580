// Looks up the stack by way of its own functions.
// ends: completed
export default function () {
  const looks = [
    () => arguments.callee,
    () => arguments.callee.caller,
    function () { return this; },
  ];
  function plain() {
    return plain.caller;
  }
  looks.push(plain, () => plain.arguments, () => Function.prototype.caller);
  for (const look of looks) {
    let found;
    try {
      found = look();
    } catch {
      // Refused.
    }
    if (found) throw new Error(`found ${found}`);
  }
}
