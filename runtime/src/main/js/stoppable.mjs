// Natives that go through an array-like without ever looking whether the run was stopped, written
// anew as loops, which can be. A length may be forged, and may change each time it is read.

const LONGEST_BIGINT_TEXT = 10_000;

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
  boundBigInt();
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

/** Reading a BigInt from long text, and writing a long one, take time that grows with its square. */
function boundBigInt() {
  const { toString } = BigInt.prototype;
  const { apply } = Reflect;
  const limit = 1n << 65_536n;
  replace(BigInt.prototype, {
    toString(...radix) {
      const value = this.valueOf();
      if (value > limit || value < -limit) {
        throw new RangeError('a BigInt of more than 65,536 bits has no text here');
      }
      return apply(toString, value, radix);
    },
  });
  const native = BigInt;
  const bounded = function BigInt(value) {
    if (new.target !== undefined) {
      throw new TypeError('BigInt is not a constructor');
    }
    if (typeof value === 'string' && value.length > LONGEST_BIGINT_TEXT) {
      throw new RangeError(`text of more than ${LONGEST_BIGINT_TEXT} digits isn't read as a BigInt`);
    }
    return native(typeof value === 'object' && value !== null ? primitive(value) : value);
  };
  replace(bounded, { asIntN: native.asIntN, asUintN: native.asUintN });
  Object.defineProperty(bounded, 'prototype', { value: native.prototype, writable: false });
  replace(native.prototype, { constructor: bounded });
  globalThis.BigInt = bounded;
}

/** An object may turn into long text only when asked. */
function primitive(value) {
  const text = value.valueOf();
  return typeof text === 'object' ? `${value}`.slice(0, LONGEST_BIGINT_TEXT) : text;
}
