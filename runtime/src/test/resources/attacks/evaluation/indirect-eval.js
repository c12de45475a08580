// Evaluates text in the global scope.
// ends: completed
// log: refused
export default async function () {
  let made;
  try {
    made = await (0, eval)('globalThis');
  } catch (error) {
    console.log('refused', error.name);
    return;
  }
  throw new Error(`code was made of text: ${made}`);
}
