// What a workflow threw, told so that the host can read it whatever it is.

/** How long a chain of causes is told: it may have no end. */
export const MOST_CAUSES = 4;

/** An error as JSON: name, message, stack, and the same of its cause. Never throws. */
export function describe(error) {
  try {
    return JSON.stringify(described(error, 0));
  } catch {
    return '{"message":"what was thrown can\'t be shown"}';
  }
}

function described(error, depth) {
  if ((typeof error === 'object' && error !== null) || typeof error === 'function') {
    return {
      name: text(error.name),
      message: text(error.message) ?? `a value that isn't an Error: ${text(JSON.stringify(error))}`,
      stack: text(error.stack),
      cause: causeOf(error, depth),
    };
  }
  return { message: String(error) };
}

/** What can't be told of a cause takes nothing from what it caused. */
function causeOf(error, depth) {
  try {
    const { cause } = error;
    const ends = cause === undefined || depth === MOST_CAUSES;
    return ends ? undefined : described(cause, depth + 1);
  } catch {
    return undefined;
  }
}

function text(value) {
  return value === undefined ? undefined : String(value).slice(0, 10_000);
}

/** What the host's refusal is to be thrown as; one with a code fails the run. */
export function refused(run, refusal) {
  const { error, code } = JSON.parse(refusal);
  return code === undefined ? new Error(error) : fail(run, code, new RangeError(error));
}

/** A line for the run's log. Throws when the run has logged too much, which fails it. */
export function note(run, level, text) {
  const refusal = run.host('log', level, text);
  if (typeof refusal === 'string') {
    throw refused(run, refusal);
  }
}

/** Decides that the run has failed, whether or not the workflow catches `error`. Returns it, to be thrown. */
export function fail(run, code, error) {
  run.host('doomed', code, describe(error));
  return error;
}
