// Makes a function of text by reflection, with a prototype of its own.
// ends: completed
// log: refused
export default async function () {
  let made;
  try {
    made = await Reflect.construct(Function, ['return this'], class {})();
  } catch (error) {
    console.log('refused', error.name);
    return;
  }
  throw new Error(`code was made of text: ${made}`);
}
