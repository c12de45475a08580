// Makes a function of text by way of a binding's constructor.
// ends: completed
// log: refused
export default async function () {
  let made;
  try {
    made = await kinde.fetch.constructor('return this')();
  } catch (error) {
    console.log('refused', error.name);
    return;
  }
  throw new Error(`code was made of text: ${made}`);
}
