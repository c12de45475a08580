// Natives that go through an array-like without ever looking whether the run was stopped, written
// anew as loops, which can be. A length may be forged, and may change each time it is read.

export function makeNativesStoppable() {
  replace(Array.prototype, {
    indexOf(item, from) {
      const { length, start } = bounds(this, from);
      for (let i = start; i < length; i++) {
        if (i in this && this[i] === item) {
          return i;
        }
      }
      return -1;
    },
    lastIndexOf(item, ...from) {
      const length = lengthOf(this);
      const last = from.length === 0 ? length - 1 : integer(from[0]);
      for (let i = last < 0 ? length + last : Math.min(last, length - 1); i >= 0; i--) {
        if (i in this && this[i] === item) {
          return i;
        }
      }
      return -1;
    },
    includes(item, from) {
      const { length, start } = bounds(this, from);
      for (let i = start; i < length; i++) {
        const found = this[i];
        if (found === item || (found !== found && item !== item)) {
          return true;
        }
      }
      return false;
    },
  });
}

function replace(owner, methods) {
  for (const name of Object.keys(methods)) {
    Object.defineProperty(owner, name, {
      value: methods[name],
      writable: true,
      enumerable: false,
      configurable: true,
    });
  }
}

function bounds(list, from) {
  const length = lengthOf(list);
  const start = integer(from);
  return { length, start: start < 0 ? Math.max(length + start, 0) : start };
}

function lengthOf(list) {
  return Math.min(Math.max(integer(list.length), 0), Number.MAX_SAFE_INTEGER);
}

function integer(value) {
  return Math.trunc(Number(value)) || 0;
}
