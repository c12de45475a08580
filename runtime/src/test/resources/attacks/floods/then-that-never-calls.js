// Returns what never settles.
// ends: never_settled
export default function () {
  return { then() {} };
}
