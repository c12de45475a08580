// Returns what throws when it is asked whether it can be awaited.
// ends: uncaught_exception
export default function () {
  return {
    get then() {
      throw new Error('not to be awaited');
    },
  };
}
