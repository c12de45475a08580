// Looks at the errors that bindings throw for what the host left in them.
// ends: completed
// bindings: kinde.accessToken, kinde.fetch
export default async function () {
  const errors = [];
  const attempt = async (act) => {
    try {
      await act();
    } catch (error) {
      errors.push(error);
    }
  };
  await attempt(() => kinde.fetch('no address'));
  await attempt(() => kinde.fetch({ toString: () => { throw new TypeError('mine'); } }));
  await attempt(() => kinde.fetch('https://127.0.0.1:1/'));
  await attempt(() => kinde.cache.jwtToken('a', {}));
  await attempt(() => kinde.accessToken.setCustomClaim(Symbol('a'), 1));
  for (const error of errors) {
    if (!(error instanceof Error)) throw new Error('what was thrown is no Error of this realm');
    if (/java|graal|polyglot|truffle/i.test(`${error.message} ${error.stack}`)) {
      throw new Error(`the host shows in ${error.stack}`);
    }
  }
}
