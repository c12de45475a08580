// kinde.cache: tokens kept between runs, apart by environment, workflow, name and key source.

/** How many tokens one run may be getting at once. */
const MOST = 20;

const LONGEST_NAME = 200;
const LONGEST_SOURCE = 8_192;
const LONGEST_TOKEN = 262_144;

/** The ways to write a static key. */
const STATIC = ['key', 'secret', 'value'];

export function makeCache(run) {
  const making = new Map();
  return {
    async jwtToken(name, options) {
      const wanted = wantedToken(name, options);
      const id = JSON.stringify([wanted.name, wanted.source]);
      if (making.has(id)) {
        return making.get(id);
      }
      if (making.size >= MOST) {
        throw new RangeError(`a run may be getting ${MOST} tokens at once, not more`);
      }
      const token = obtain(run, wanted);
      making.set(id, token);
      try {
        return await token;
      } finally {
        making.delete(id);
      }
    },
  };
}

/** The token that is kept, or that another run is just making; or else a new one. */
async function obtain(run, wanted) {
  const { name, source } = wanted;
  const { token } = await answer(run, run.host('claimToken', name, source));
  return token === undefined ? make(run, wanted) : token;
}

async function make(run, { name, source, make }) {
  let token;
  try {
    token = tokenText(await make());
  } catch (error) {
    run.host('dropToken', name, source);
    throw error;
  }
  const { error } = await answer(run, run.host('keepToken', name, source, token));
  if (error !== undefined) {
    throw new Error(error);
  }
  return token;
}

/** What the host said; or, where it has to wait for that itself, what it says then. */
function answer(run, json) {
  const said = JSON.parse(json);
  const { wait } = said;
  if (wait === undefined) {
    return said;
  }
  return new Promise((resolve) => {
    run.waiting.set(wait, (text) => {
      run.waiting.delete(wait);
      resolve(JSON.parse(text));
    });
  });
}

function wantedToken(name, options) {
  const text = String(name);
  if (text.length > LONGEST_NAME) {
    throw new RangeError(`the name of a token may have ${LONGEST_NAME} characters`);
  }
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`jwtToken needs { validation, onMissingOrExpired } as its second argument`);
  }
  const { onMissingOrExpired } = options;
  if (typeof onMissingOrExpired !== 'function') {
    throw new TypeError('jwtToken needs onMissingOrExpired, a function that gets a new token');
  }
  const source = JSON.stringify(keySource(options.validation?.key));
  if (source.length > LONGEST_SOURCE) {
    throw new RangeError(`validation.key may have ${LONGEST_SOURCE} characters of JSON`);
  }
  return { name: text, source, make: () => Reflect.apply(onMissingOrExpired, options, []) };
}

function keySource(key) {
  const type = key?.type;
  if (type === 'jwks') {
    return { url: required(key.jwks?.url ?? key.url, 'jwks: { url: "https://…" }') };
  }
  if (type === 'static') {
    return { secret: secretOf(key) };
  }
  const shown = typeof type === 'string' ? `"${type.slice(0, 50)}"` : String(typeof type);
  throw new TypeError(
    'jwtToken needs validation.key, either { type: "jwks", jwks: { url } }' +
      ` or { type: "static", static: { key } }; its type here is ${shown}`,
  );
}

/** As { static: { key } }, { static: "…" } or { key }. A public key in PEM is no secret, and never used as one. */
function secretOf(key) {
  const place = key.static ?? key;
  const given = typeof place === 'string' ? place : STATIC.map((name) => place[name]).find(isGiven);
  const secret = required(given, 'static: { key: "…" }');
  if (secret.includes('-----BEGIN')) {
    throw new TypeError(
      'a static key is the secret of HS256, HS384 or HS512; tokens signed with a key pair are' +
        ' checked with { type: "jwks", jwks: { url } }',
    );
  }
  return secret;
}

function isGiven(value) {
  return value !== undefined;
}

function required(value, form) {
  if (typeof value !== 'string' || value === '') {
    throw new TypeError(`the validation.key of jwtToken lacks ${form}`);
  }
  return value;
}

function tokenText(token) {
  if (typeof token !== 'string' || token === '') {
    throw new TypeError(`onMissingOrExpired must give the token, a text, but gave ${kind(token)}`);
  }
  if (token.length > LONGEST_TOKEN) {
    throw new RangeError(`onMissingOrExpired gave more than ${LONGEST_TOKEN} characters`);
  }
  return token;
}

function kind(value) {
  return value === null ? 'null' : value === '' ? 'an empty one' : `a value of type ${typeof value}`;
}
