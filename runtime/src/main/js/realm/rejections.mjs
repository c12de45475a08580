// Promises that are rejected while nothing awaits them: the run that is on has a line for each in its log.
import { describe } from './errors.mjs';

/** Most of them that a run's log tells of. */
const MOST = 10;

/** Takes the engine's hook away from the global object. Returns the function that says whose turn it is. */
export function watchRejections() {
  const { Graal } = globalThis;
  delete globalThis.Graal;
  let current;
  Graal.setUnhandledPromiseRejectionHandler((reason, promise) => {
    letGo(promise);
    if (current !== undefined) {
      tell(current, reason);
    }
  });
  return (run) => {
    current = run;
  };
}

/**
 * The engine keeps what nobody handles, and would do so for as long as the realm lives where the
 * reason leads back to the promise. One of a class of its author's stays: nothing of ours calls that.
 */
function letGo(promise) {
  if (Object.getPrototypeOf(promise) === Promise.prototype && !Object.hasOwn(promise, 'constructor')) {
    Reflect.apply(Promise.prototype.then, promise, [undefined, ignore]);
  }
}

function ignore() {}

function tell(run, reason) {
  run.rejections = (run.rejections ?? 0) + 1;
  if (run.rejections <= MOST) {
    run.host('rejected', describe(reason));
  } else if (run.rejections === MOST + 1) {
    run.host('log', 'warn', 'More promises were rejected while nothing awaited them.');
  }
}
