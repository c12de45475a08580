// Asks for variables that are named like prototypes.
// ends: completed
// bindings: kinde.env
export default function () {
  for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
    if (kinde.env.get(key) !== undefined) throw new Error(`there is a variable ${key}`);
  }
}
