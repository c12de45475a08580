// Reads the source of the functions it was given.
// ends: completed
// bindings: kinde.accessToken
export default function () {
  for (const one of [kinde.fetch, console.log, setTimeout, kinde.accessToken.setCustomClaim]) {
    const source = Function.prototype.toString.call(one);
    if (/password|secret|master/i.test(source)) throw new Error(source);
  }
  const settings = new RegExp('x').constructor.toString();
  if (settings.includes('java')) throw new Error(settings);
}
