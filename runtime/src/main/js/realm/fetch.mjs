// kinde.fetch: starts the request at once; its result can be awaited, or read straight away, blocking.

import { fail, refused } from './errors.mjs';

export function makeFetch(run) {
  return function fetch(url, options) {
    return begin(run, 'fetch', url, options ?? {});
  };
}

/** kinde.secureFetch: the same, but that the host seals the whole body before it sends it. */
export function makeSecureFetch(run) {
  return function secureFetch(url, options) {
    const method = String(options?.method ?? 'POST');
    if (method.toUpperCase() !== 'POST') {
      throw new TypeError(`kinde.secureFetch sends a sealed body by POST, not by ${method}`);
    }
    return begin(run, 'secureFetch', url, options ?? {});
  };
}

function begin(run, call, url, options) {
  const request = call === 'fetch' ? requestOf(url, options) : sealedRequestOf(url, options);
  const started = run.host(call, JSON.stringify(request));
  if (typeof started === 'string') {
    throw refused(run, started);
  }
  // Made here, so that its stack leads to the author's call, wherever it is thrown.
  const failure = new Error('fetch failed');
  return pending(run, { id: `fetch-${started}`, number: started, failure }, options.responseFormat);
}

/** What the host is asked to send. A plain object goes as JSON, or as a form where the type says so. */
function requestOf(url, options) {
  const headers = headersOf(options.headers);
  const { text, type } = bodyOf(options.body, headers);
  if (type !== undefined) {
    addContentType(headers, type);
  }
  return { url: String(url), method: String(options.method ?? 'GET'), headers, body: text };
}

/** What it held before it was sealed is nobody's business on the way. */
function sealedRequestOf(url, options) {
  const headers = headersOf(options.headers);
  const { text } = bodyOf(options.body, headers);
  addContentType(headers, 'text/plain');
  return { url: String(url), method: 'POST', headers, body: text };
}

function bodyOf(body, headers) {
  if (body === undefined || body === null) {
    return {};
  }
  if (typeof body === 'string') {
    return { text: body };
  }
  if (body instanceof URLSearchParams) {
    return { text: body.toString(), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  }
  if (contentType(headers).startsWith('application/x-www-form-urlencoded')) {
    return { text: new URLSearchParams(body).toString() };
  }
  return { text: JSON.stringify(body), type: 'application/json' };
}

function headersOf(given) {
  const pairs = Array.isArray(given) ? copied(given) : Object.entries(given ?? {});
  const headers = [];
  for (const pair of pairs) {
    const value = pair[1];
    if (value !== undefined && value !== null) {
      headers.push([String(pair[0]), String(value)]);
    }
  }
  return headers;
}

/** By index: a method of the caller's own array could keep hold of a function of ours. */
function copied(values) {
  const copy = [];
  const length = Math.min(Number(values.length), 1_000);
  for (let i = 0; i < length; i++) {
    copy.push(values[i]);
  }
  return copy;
}

function contentType(headers) {
  const header = headers.find(([name]) => name.toLowerCase() === 'content-type');
  return header === undefined ? '' : header[1].toLowerCase();
}

function addContentType(headers, type) {
  if (contentType(headers) === '') {
    headers.push(['content-type', type]);
  }
}

function pending(run, { id, number, failure }, format) {
  let settled;
  let promise;
  const open = (text) => (settled ??= responseOf(run, text, format, failure));
  const wait = () => unwrap(open(run.host('await', number)));
  const promised = () =>
    (promise ??= new Promise((resolve, reject) => {
      const arrive = (text) => {
        run.waiting.delete(id);
        const { error, response } = open(text);
        return error === undefined ? resolve(response) : reject(error);
      };
      const early = settled === undefined ? run.host('peek', number) : '';
      if (early === null) {
        run.waiting.set(id, arrive);
      } else {
        arrive(early);
      }
    }));
  return {
    then: (onFulfilled, onRejected) => promised().then(onFulfilled, onRejected),
    catch: (onRejected) => promised().catch(onRejected),
    finally: (onFinally) => promised().finally(onFinally),
    get json() {
      return wait().json;
    },
    get text() {
      return wait().text;
    },
    get status() {
      return wait().status;
    },
    get statusText() {
      return wait().statusText;
    },
    get headers() {
      return wait().headers;
    },
    get ok() {
      return wait().ok;
    },
  };
}

function unwrap({ error, response }) {
  if (error !== undefined) {
    throw error;
  }
  return response;
}

function responseOf(run, text, format, failure) {
  const { error, code, status, reason, headers, body } = JSON.parse(text);
  if (error !== undefined) {
    failure.message = error;
    return { error: code === undefined ? failure : fail(run, code, failure) };
  }
  const json = format === 'text' ? undefined : jsonOf(body);
  const response = {
    status,
    statusText: reason,
    ok: status >= 200 && status < 300,
    headers,
    json: run.callableBodies ? callable(json) : json,
    text: run.callableBodies ? callable(body) : body,
  };
  return { response };
}

function jsonOf(body) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * For bundles that call json() or text() as on a browser's response: the data, and a function giving
 * it. Its members are the data's, so that it can be read, listed, logged and set as a claim.
 */
function callable(data) {
  const object = Object(data);
  const own = (target, name) => !Object.hasOwn(object, name) && Object.hasOwn(target, name);
  return new Proxy(callFor(data), {
    get: (target, name) =>
      own(target, name) || !(name in object) ? Reflect.get(target, name) : object[name],
    set: (target, name, value) => Reflect.set(object, name, value),
    has: (target, name) => name in object,
    deleteProperty: (target, name) => Reflect.deleteProperty(object, name),
    ownKeys: () => Reflect.ownKeys(object),
    getOwnPropertyDescriptor: (target, name) =>
      present(Reflect.getOwnPropertyDescriptor(object, name)),
  });
}

function callFor(data) {
  const call = async () => data;
  // A function's own would be taken for the data's.
  Object.defineProperty(call, 'name', { value: undefined });
  Object.defineProperty(call, 'length', { value: undefined });
  call.toString = () => String(data);
  call.toJSON = () => data;
  call[Symbol.toPrimitive] = () => data;
  return call;
}

function present(descriptor) {
  return descriptor && { ...descriptor, configurable: true };
}
