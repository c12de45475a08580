// What a workflow threw, told so that the host can read it whatever it is.

/** An error as JSON: name, message, stack. Never throws. */
export function describe(error) {
  try {
    if ((typeof error === 'object' && error !== null) || typeof error === 'function') {
      return JSON.stringify({
        name: text(error.name),
        message: text(error.message) ?? `a value that isn't an Error: ${text(JSON.stringify(error))}`,
        stack: text(error.stack),
      });
    }
    return JSON.stringify({ message: String(error) });
  } catch {
    return '{"message":"what was thrown can\'t be shown"}';
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
