// Sets timers for times that aren't times.
// ends: completed
export default async function () {
  for (const delay of [-1, NaN, Infinity, 2 ** 53, '5', null, undefined, {}, 1e-320]) {
    clearTimeout(setTimeout(() => {}, delay));
  }
  await new Promise((resolve) => setTimeout(resolve, -1));
}
