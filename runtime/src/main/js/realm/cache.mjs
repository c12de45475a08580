// kinde.cache: tokens kept between runs, apart by environment, workflow, name and key source.

export function makeCache(run) {
  return {
    async jwtToken(name, { validation, onMissingOrExpired } = {}) {
      const source = JSON.stringify(validation?.key) ?? 'null';
      const kept = run.host('cachedToken', String(name), source);
      if (kept !== null) {
        return kept;
      }
      if (typeof onMissingOrExpired !== 'function') {
        throw new TypeError('jwtToken needs onMissingOrExpired, a function that gets a new token');
      }
      const token = await onMissingOrExpired();
      await checked(run, String(name), source, String(token));
      return token;
    },
  };
}

/** Asks the host to check the token and, if it is good, to keep it. */
function checked(run, name, source, token) {
  const id = run.host('keepToken', name, source, token);
  if (id === null) {
    return undefined;
  }
  return new Promise((resolve, reject) => {
    run.waiting.set(id, (text) => {
      run.waiting.delete(id);
      const { error } = JSON.parse(text);
      return error === undefined ? resolve() : reject(new Error(error));
    });
  });
}
