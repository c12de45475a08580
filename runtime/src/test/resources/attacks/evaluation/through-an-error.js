// Makes a function of text by way of an error of the host's.
// ends: completed
// log: refused
export default async function () {
  let made;
  try {
    made = await (() => {
      try {
        null.x;
      } catch (error) {
        return error.constructor.constructor('return this')();
      }
    })();
  } catch (error) {
    console.log('refused', error.name);
    return;
  }
  throw new Error(`code was made of text: ${made}`);
}
