// Leaves rejections whose promises run code of ours when the engine is done with them.
// ends: completed
// bindings: kinde.accessToken
export default async function () {
  class Marked extends Promise {
    then(...reactions) {
      globalThis.called = true;
      console.log('then called');
      return super.then(...reactions);
    }
    static get [Symbol.species]() {
      console.log('species read');
      return Marked;
    }
  }
  void Marked.reject(new Error('of a class'));
  const own = Promise.reject(new Error('with its own constructor'));
  own.constructor = Marked;
  void own;
  const bare = Promise.reject(new Error('without a prototype'));
  Object.setPrototypeOf(bare, null);
}
// probe: globalThis.called
