// Imports a module by a name made at run time.
// ends: completed
// log: refused
export default async function () {
  let made;
  try {
    made = await import(['node', 'fs'].join(':'));
  } catch (error) {
    console.log('refused', error.name);
    return;
  }
  throw new Error(`code was made of text: ${made}`);
}
