// The engine's registry of symbols outlives every realm. This one is forgotten after each run.

// Hands the reset from here to the runner, which takes it away from the global object.
const RESET = '__sluice_resetSymbols';

export function installSymbolRegistry() {
  let byKey = new Map();
  let byValue = new Map();
  const registry = {
    for(key) {
      const name = `${key}`;
      let symbol = byKey.get(name);
      if (symbol === undefined) {
        symbol = Symbol(name);
        byKey.set(name, symbol);
        byValue.set(symbol, name);
      }
      return symbol;
    },
    keyFor(symbol) {
      if (typeof symbol !== 'symbol') {
        throw new TypeError(`${String(symbol)} is not a symbol`);
      }
      return byValue.get(symbol);
    },
  };
  Symbol.for = registry.for;
  Symbol.keyFor = registry.keyFor;
  globalThis[RESET] = () => {
    if (byKey.size > 0) {
      byKey = new Map();
      byValue = new Map();
    }
  };
}

export function takeSymbolReset() {
  const reset = globalThis[RESET];
  delete globalThis[RESET];
  return reset;
}
