// Makes a function of text.
// ends: completed
// log: refused
export default async function () {
  let made;
  try {
    made = await new Function('return this')();
  } catch (error) {
    console.log('refused', error.name);
    return;
  }
  throw new Error(`code was made of text: ${made}`);
}
