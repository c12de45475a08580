// Sets more timers than may wait at once.
// ends: uncaught_exception
// log: RangeError
export default function () {
  for (let i = 0; i < 100_000; i++) setTimeout(() => {}, 1_000);
}
