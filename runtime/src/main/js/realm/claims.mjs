// kinde.accessToken, kinde.idToken and kinde.m2mToken: claims to add, replace or remove.
import { fail, note } from './errors.mjs';

/** Names the issuer alone decides; from Kinde's documentation of prohibited claims. */
const EVERY_TOKEN = ['azp', 'exp', 'iat', 'iss', 'nbf', 'sid', 'sub', 'act', 'aud'];
const PROHIBITED = {
  __proto__: null,
  accessToken: new Set([...EVERY_TOKEN, 'jti', 'scp']),
  idToken: new Set([...EVERY_TOKEN, 'auth_time', 'jti', 'updated_at', 'rat']),
  m2mToken: new Set([...EVERY_TOKEN, 'gty', 'jti', 'scp']),
};

const ASCII = /^[\0-\x7f]*$/;

export function makeClaims(run, token) {
  const startsEmpty = run.reset.includes(token);
  const changed = new Map();
  let length = 0;

  run.effects.push(() => {
    if (changed.size === 0 && !startsEmpty) {
      return '';
    }
    const members = [`"claims":{${assigned(changed).join(',')}}`];
    const removed = [...changed.keys()].filter((name) => changed.get(name) === undefined);
    if (removed.length > 0) {
      members.push(`"removed":${JSON.stringify(removed)}`);
    }
    if (startsEmpty) {
      members.push('"reset":true');
    }
    return `${JSON.stringify(token)}:{${members.join(',')}}`;
  });

  return {
    setCustomClaim(name, value) {
      const claim = String(name);
      if (PROHIBITED[token].has(claim)) {
        const text = `The claim "${claim}" of the ${token} can't be changed; setting it had no effect.`;
        note(run, 'warn', text);
        return;
      }
      const json = value === undefined ? undefined : claimJson(run, token, claim, value);
      length += bytes(json) - bytes(changed.get(claim)) + (changed.has(claim) ? 0 : bytes(claim));
      if (length > run.claimsBytes) {
        const text = `The claims of the ${token} come to more than ${run.claimsBytes} bytes of JSON`;
        throw fail(run, 'claims_too_large', new RangeError(text));
      }
      changed.set(claim, json);
    },
    getCustomClaims() {
      const claims = startsEmpty ? {} : structuredCopy(run.tokens[token] ?? {});
      for (const [name, json] of changed) {
        assign(claims, name, json);
      }
      return claims;
    },
  };
}

/** Of text in UTF-8. */
function bytes(text = '') {
  return ASCII.test(text) ? text.length : new TextEncoder().encode(text).length;
}

function assigned(changed) {
  const members = [];
  for (const [name, json] of changed) {
    if (json !== undefined) {
      members.push(`${JSON.stringify(name)}:${json}`);
    }
  }
  return members;
}

function assign(claims, name, json) {
  if (json === undefined) {
    delete claims[name];
  } else {
    const value = JSON.parse(json);
    Object.defineProperty(claims, name, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
}

function structuredCopy(data) {
  return JSON.parse(JSON.stringify(data));
}

/** A claim that can't be a claim fails the run, even where the workflow catches the error. */
function claimJson(run, token, name, value) {
  try {
    const json = JSON.stringify(value, refuseWhatJsonDrops);
    if (json !== undefined) {
      return json;
    }
    throw new TypeError(`a ${typeof value} has no JSON`);
  } catch (error) {
    const problem = `The value for the claim "${name}" of the ${token} can't be written as JSON: ${reason(error)}`;
    throw fail(run, 'invalid_claim', new TypeError(problem));
  }
}

function reason(error) {
  try {
    return String(error.message);
  } catch {
    return 'a getter threw';
  }
}

function refuseWhatJsonDrops(key, value) {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new TypeError(`"${key}" is a ${typeof value}`);
  }
  return value;
}
