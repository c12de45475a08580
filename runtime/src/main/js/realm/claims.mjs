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

export function makeClaims(run, token) {
  const startsEmpty = run.reset.includes(token);
  const changed = new Map();
  /** At most so many bytes; counted exactly only where that could be too many. */
  let length = 0;

  run.effects.push(() => {
    if (changed.size === 0 && !startsEmpty) {
      return '';
    }
    const { assigned, removed } = written(changed);
    let members = `"claims":{${assigned}}`;
    if (removed.length > 0) {
      members += `,"removed":${JSON.stringify(removed)}`;
    }
    if (startsEmpty) {
      members += ',"reset":true';
    }
    return `"${token}":{${members}}`;
  });

  return {
    setCustomClaim(name, value) {
      const claim = String(name);
      if (name === undefined || name === null) {
        note(run, 'warn', `A claim of the ${token} was set without a name; it is called "${claim}".`);
      }
      if (PROHIBITED[token].has(claim)) {
        const text = `The claim "${claim}" of the ${token} can't be changed; setting it had no effect.`;
        note(run, 'warn', text);
        return;
      }
      const json = value === undefined ? undefined : claimJson(run, token, claim, value);
      length += MOST_BYTES * (claim.length + (json?.length ?? 0));
      if (length > run.claimsBytes) {
        length = bytes(changed) - bytesOf(changed, claim) + bytes([[claim, json]]);
      }
      if (length > run.claimsBytes) {
        const text = `The claims of the ${token} come to more than ${run.claimsBytes} bytes of JSON`;
        throw fail(run, 'claims_too_large', new RangeError(text));
      }
      changed.set(claim, json);
    },
    getCustomClaims() {
      const claims = startsEmpty ? {} : (JSON.parse(run.tokens)[token] ?? {});
      for (const [name, json] of changed) {
        assign(claims, name, json);
      }
      return claims;
    },
  };
}

/** What a UTF-16 code unit can come to in UTF-8. */
const MOST_BYTES = 3;

function bytesOf(changed, claim) {
  return changed.has(claim) ? bytes([[claim, changed.get(claim)]]) : 0;
}

/** Of names and values, in UTF-8. */
function bytes(claims) {
  let sum = 0;
  for (const [name, json] of claims) {
    sum += utf8Length(name) + utf8Length(json ?? '');
  }
  return sum;
}

function utf8Length(text) {
  return new TextEncoder().encode(text).length;
}

function written(changed) {
  let assigned = '';
  const removed = [];
  for (const [name, json] of changed) {
    if (json === undefined) {
      removed.push(name);
    } else {
      assigned += `${assigned === '' ? '' : ','}${JSON.stringify(name)}:${json}`;
    }
  }
  return { assigned, removed };
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

/** A claim that can't be a claim fails the run, even where the workflow catches the error. */
function claimJson(run, token, name, value) {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) {
    return JSON.stringify(value);
  }
  const losses = [];
  const json = jsonOf(run, token, name, value, losses);
  if (losses.length > 0) {
    note(run, 'warn', `The claim "${name}" of the ${token} holds ${losses[0]}.`);
  }
  return json;
}

function jsonOf(run, token, name, value, losses) {
  try {
    const json = JSON.stringify(value, (key, part) => checked(key, part, losses));
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

/** Refuses what JSON drops, and notes what it turns into something else. */
function checked(key, value, losses) {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new TypeError(`${key === '' ? 'it' : `"${key}"`} is a ${typeof value}`);
  }
  if (losses.length === 0) {
    const loss = lossOf(value);
    if (loss !== undefined) {
      losses.push(loss);
    }
  }
  return value;
}

function lossOf(value) {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? undefined : `${value}, which JSON can't hold: it becomes null`;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return undefined;
  }
  const type = value instanceof Map ? 'Map' : value instanceof Set ? 'Set' : undefined;
  return type && `a ${type}, which JSON can't hold: it becomes {}. Set an array or a plain object`;
}
