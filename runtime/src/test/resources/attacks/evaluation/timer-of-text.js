// Sets a timer with text as its function.
// ends: completed
// log: refused
export default async function () {
  let made;
  try {
    made = await setTimeout('globalThis', 0);
  } catch (error) {
    console.log('refused', error.name);
    return;
  }
  throw new Error(`code was made of text: ${made}`);
}
