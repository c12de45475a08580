// A run's own globalThis: writable, forgotten with the run, and showing the realm's globals beneath.

/** What every run's globalThis inherits from. Call it once, on the hardened realm. */
export function makeTemplate(harden) {
  const template = {};
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    inherit(template, name, globalThis[name]);
  }
  return harden(template);
}

/** Reads give the realm's value; an assignment makes a property of the run's own object. */
function inherit(template, name, value) {
  Object.defineProperty(template, name, {
    get: () => value,
    set(own) {
      Object.defineProperty(this, name, {
        value: own,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    },
    enumerable: false,
    configurable: false,
  });
}

export function makeGlobal(template, own) {
  const global = Object.create(template);
  for (const name of Object.keys(own)) {
    define(global, name, own[name]);
  }
  define(global, 'globalThis', global);
  define(global, 'self', global);
  return global;
}

function define(global, name, value) {
  Object.defineProperty(global, name, {
    value,
    writable: true,
    enumerable: false,
    configurable: true,
  });
}
