// setTimeout and clearTimeout, within the run's deadline.
import { fail } from './errors.mjs';

/** How many timers may wait at once. */
const MOST = 1_000;

/** How many one run may set in all. The host keeps each until it is due, cleared or not. */
const MOST_IN_ALL = 100_000;

export function makeTimers(run) {
  let lastId = 0;
  return {
    setTimeout(callback, delay, ...values) {
      if (typeof callback !== 'function') {
        throw new TypeError('setTimeout needs a function');
      }
      if (run.waiting.size >= MOST) {
        throw new RangeError(`more than ${MOST} timers and fetches wait at once`);
      }
      if (lastId >= MOST_IN_ALL) {
        throw new RangeError(`more than ${MOST_IN_ALL} timers were set in one run`);
      }
      lastId += 1;
      const id = `timer-${lastId}`;
      run.waiting.set(id, () => {
        run.waiting.delete(id);
        try {
          callback(...values);
        } catch (error) {
          fail(run, 'uncaught_exception', error);
        }
      });
      run.host('timer', id, Math.max(0, Math.min(Number(delay) || 0, 2 ** 31)));
      return lastId;
    },
    clearTimeout(number) {
      run.waiting.delete(`timer-${number}`);
    },
  };
}
