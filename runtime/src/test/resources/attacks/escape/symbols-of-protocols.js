// Looks for protocol symbols that lead behind natives.
// ends: completed
export default function () {
  for (const symbol of [Symbol.for('nodejs.util.inspect.custom'), Symbol.unscopables, Symbol.toStringTag]) {
    const own = { get [symbol]() { return () => 'x'; } };
    console.log(own, String(own));
  }
  for (const one of Object.getOwnPropertySymbols(kinde.fetch)) throw new Error(String(one));
}
