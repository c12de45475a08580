// Makes an async generator of text.
// ends: completed
// log: refused
export default async function () {
  let made;
  try {
    made = await new (async function* () {}).constructor('yield 1')().next();
  } catch (error) {
    console.log('refused', error.name);
    return;
  }
  throw new Error(`code was made of text: ${made}`);
}
