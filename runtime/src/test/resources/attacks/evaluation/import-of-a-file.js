// Imports a file of the server's.
// ends: completed
// log: refused
export default async function () {
  let made;
  try {
    made = await import('file:///etc/passwd');
  } catch (error) {
    console.log('refused', error.name);
    return;
  }
  throw new Error(`code was made of text: ${made}`);
}
