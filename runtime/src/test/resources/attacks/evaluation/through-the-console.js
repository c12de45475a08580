// Makes a function of text by way of the console's constructor.
// ends: completed
// log: refused
export default async function () {
  let made;
  try {
    made = await console.log.constructor('return this')();
  } catch (error) {
    console.log('refused', error.name);
    return;
  }
  throw new Error(`code was made of text: ${made}`);
}
