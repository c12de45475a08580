// Symbols, in the registry and out of it.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const kept = [];
  for (let i = 0; ; i++) kept.push(Symbol.for(`mark ${i}`), Symbol(i));
}
