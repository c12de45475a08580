// The small bindings: kinde.auth, kinde.env, kinde.localization, kinde.mfa, kinde.plan, kinde.widget.
import { fail } from './errors.mjs';

/** Longest text for a person, in characters; what is longer is cut. */
const LONGEST = 2_000;

/** Most fields one run may reject, and suggestions it may make. */
const MOST = 100;

/** A denial is told to the host at once: it stands even if the run then fails. */
export function makeAuth({ host }) {
  return {
    denyAccess(reason) {
      host('deny', 'auth', 'denied', JSON.stringify({ reason: message(reason) }));
    },
  };
}

export function makePlan({ host }) {
  return {
    denySelection(reason, suggestions) {
      const list = texts(suggestions);
      const json = JSON.stringify({ reason: message(reason), suggestions: list });
      host('deny', 'plan', 'selectionDenied', json);
    },
    denyCancellation(reason) {
      host('deny', 'plan', 'cancellationDenied', JSON.stringify({ reason: message(reason) }));
    },
  };
}

export function makeEnv({ host }) {
  const get = (key) => {
    const json = host('env', String(key));
    return json === null ? undefined : JSON.parse(json);
  };
  return { get, getEnvironmentVariable: get };
}

/** The environment's text for a key, in the event's language; the key itself where there is none. */
export function makeLocalization({ host }) {
  return { get: (key) => host('localized', String(key)) };
}

export function makeWidget(run) {
  const fields = new Map();
  run.effects.push(() => {
    const list = [...fields].map(([field, text]) => ({ field, message: text }));
    return list.length === 0 ? '' : `"widget":${JSON.stringify({ invalidFields: list })}`;
  });
  return {
    invalidateFormField(field, text) {
      if (fields.size < MOST) {
        fields.set(message(field), message(text));
      }
      run.host('invalidField');
    },
  };
}

export function makeMfa(run) {
  let policy;
  run.effects.push(() =>
    policy === undefined ? '' : `"mfa":${JSON.stringify({ enforcementPolicy: policy })}`,
  );
  return {
    setEnforcementPolicy(wanted) {
      if (wanted !== 'required' && wanted !== 'skip') {
        const text = `setEnforcementPolicy takes "required" or "skip", not ${String(wanted)}`;
        throw fail(run, 'invalid_mfa_policy', new TypeError(text));
      }
      policy = wanted;
    },
  };
}

/** By index: a method of the caller's own array could keep hold of a function of ours. */
function texts(values) {
  const list = [];
  const length = Array.isArray(values) ? Math.min(Number(values.length), MOST) : 0;
  for (let i = 0; i < length; i++) {
    list.push(message(values[i]));
  }
  return list;
}

function message(value) {
  return value === undefined || value === null ? '' : String(value).slice(0, LONGEST);
}
