// Makes a function of text, without `new`.
// ends: completed
// log: refused
export default async function () {
  let made;
  try {
    made = await Function('return this')();
  } catch (error) {
    console.log('refused', error.name);
    return;
  }
  throw new Error(`code was made of text: ${made}`);
}
