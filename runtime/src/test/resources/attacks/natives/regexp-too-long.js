// Has a pattern of four million characters compiled.
// ends: uncaught_exception
// log: SyntaxError
export default function () {
  return 'x'.match('a|'.repeat(2_000_000));
}
