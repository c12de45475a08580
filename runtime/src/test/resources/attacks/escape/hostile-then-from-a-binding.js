// Hands out a promise whose `then` it made itself.
// ends: completed | uncaught_exception
// bindings: kinde.fetch
export default async function () {
  const handed = [];
  await kinde.cache.jwtToken('a', {
    validation: { key: { type: 'none' } },
    onMissingOrExpired: () => ({
      then(resolve, reject) {
        handed.push(resolve, reject);
        resolve('no token');
      },
    }),
  }).catch(() => {});
  for (const one of handed) {
    if (Object.isExtensible(one) && one.constructor !== Function) throw new Error('of another realm');
  }
}
