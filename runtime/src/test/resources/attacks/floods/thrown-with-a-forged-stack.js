// Throws an error whose stack is made to keep its reader busy.
// ends: uncaught_exception
export default function () {
  const error = new Error('forged');
  const stack = `    at ${' ('.repeat(2_500)}${'a:1:1'.repeat(1_000)}`;
  Object.defineProperty(error, 'stack', { value: `${stack}\n`.repeat(1_000) });
  throw error;
}
