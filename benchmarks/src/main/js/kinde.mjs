// What the peers give a workflow: the one binding that the measured workflow uses.
export function makeRun(tokens) {
  const claims = {};
  const kinde = {
    accessToken: {
      setCustomClaim(name, value) {
        claims[name] = value;
      },
      getCustomClaims() {
        return { ...tokens.accessToken, ...claims };
      },
    },
  };
  return { kinde, effects: { accessToken: { claims } } };
}
