// An error whose every part throws.
// ends: uncaught_exception
export default function () {
  const error = new Error('x');
  for (const name of ['name', 'message', 'stack', 'cause', 'toString', 'toJSON']) {
    Object.defineProperty(error, name, {
      get() {
        throw error;
      },
    });
  }
  console.log(error);
  throw error;
}
