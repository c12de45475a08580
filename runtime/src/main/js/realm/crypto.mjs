// crypto: the parts of Web Crypto that need no key. The host gives random bytes and digests, as text
// with a character from U+0000 to U+00FF for each byte.

/** Most bytes that are digested at once. */
const LONGEST = 1_048_576;

/** Most random bytes at once, as the specification has it. */
const MOST_RANDOM = 65_536;

const CHUNK = 8_192;
const ALGORITHMS = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];
const INTEGERS = [
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'BigInt64Array',
  'BigUint64Array',
];

export function makeCrypto({ host }) {
  return {
    randomUUID: () => host('uuid'),
    getRandomValues(array) {
      if (!INTEGERS.includes(typeOf(array))) {
        throw named('TypeMismatchError', 'getRandomValues fills a typed array of integers only');
      }
      const bytes = bytesOf(array);
      if (bytes.length > MOST_RANDOM) {
        const text = `getRandomValues gives ${MOST_RANDOM} bytes at once, not ${bytes.length}`;
        throw named('QuotaExceededError', text);
      }
      write(host('random', bytes.length), bytes);
      return array;
    },
    subtle: {
      async digest(algorithm, data) {
        const name = algorithmName(algorithm);
        const bytes = bytesOf(data);
        if (bytes.length > LONGEST) {
          throw named('OperationError', `digest takes ${LONGEST} bytes, not ${bytes.length}`);
        }
        const digest = host('digest', name, read(bytes));
        const result = new Uint8Array(digest.length);
        write(digest, result);
        return result.buffer;
      },
    },
  };
}

/** A host that answers where there's no run: always the same. */
export function silentHost(call, length) {
  switch (call) {
    case 'uuid':
      return '00000000-0000-4000-8000-000000000000';
    case 'random':
      return '\0'.repeat(length);
    case 'digest':
      return '\0'.repeat(32);
    default:
      return undefined;
  }
}

function algorithmName(algorithm) {
  const isObject = typeof algorithm === 'object' && algorithm !== null;
  const given = String(isObject ? algorithm.name : algorithm);
  const name = given.toUpperCase();
  if (!ALGORITHMS.includes(name)) {
    const text = `digest knows ${ALGORITHMS.join(', ')}, not ${given.slice(0, 50)}`;
    throw named('NotSupportedError', text);
  }
  return name;
}

/** The bytes themselves, whatever properties the workflow gave its array. */
function bytesOf(data) {
  if (!ArrayBuffer.isView(data)) {
    // Throws where it isn't an ArrayBuffer.
    property(ArrayBuffer.prototype, 'byteLength', data);
    return new Uint8Array(data);
  }
  const prototype = typeOf(data) === undefined ? DataView.prototype : typedArray();
  return new Uint8Array(
    property(prototype, 'buffer', data),
    property(prototype, 'byteOffset', data),
    property(prototype, 'byteLength', data),
  );
}

/** The name of a typed array's type; undefined for anything else. */
function typeOf(value) {
  return property(typedArray(), Symbol.toStringTag, value);
}

function typedArray() {
  return Object.getPrototypeOf(Uint8Array.prototype);
}

function property(prototype, name, object) {
  return Reflect.apply(Reflect.getOwnPropertyDescriptor(prototype, name).get, object, []);
}

function read(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  }
  return text;
}

function write(text, bytes) {
  for (let i = 0; i < text.length; i++) {
    bytes[i] = text.charCodeAt(i);
  }
}

function named(name, message) {
  const error = new Error(message);
  Object.defineProperty(error, 'name', { value: name, writable: true, configurable: true });
  return error;
}
