// Imports a module out of a data address.
// ends: completed
// log: refused
export default async function () {
  let made;
  try {
    made = await import('data:text/javascript,export default 1');
  } catch (error) {
    console.log('refused', error.name);
    return;
  }
  throw new Error(`code was made of text: ${made}`);
}
