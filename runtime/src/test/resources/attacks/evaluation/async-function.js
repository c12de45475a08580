// Makes an async function of text.
// ends: completed
// log: refused
export default async function () {
  let made;
  try {
    made = await new (async () => {}).constructor('return 1')();
  } catch (error) {
    console.log('refused', error.name);
    return;
  }
  throw new Error(`code was made of text: ${made}`);
}
