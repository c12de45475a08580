// Makes a function of text by way of the event's constructor.
// ends: completed
// log: refused
export default async function () {
  let made;
  try {
    made = await ({}).constructor.constructor('return this')();
  } catch (error) {
    console.log('refused', error.name);
    return;
  }
  throw new Error(`code was made of text: ${made}`);
}
