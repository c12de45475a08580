// console: lines for the run's log. Throws only when the run has logged too much.
import { MOST_CAUSES, note } from './errors.mjs';

/** Most text of one line that the host is given, which takes secrets out and cuts it shorter. */
const LONGEST = 32_768;

export function makeConsole(run) {
  const logger = (level) => (...values) => note(run, level, line(values));
  const debug = logger('debug');
  const info = logger('info');
  return { debug, error: logger('error'), info, log: info, warn: logger('warn'), trace: debug };
}

function line(values) {
  const shown = values.map((value) => show(value)).join(' ');
  return shown.slice(0, LONGEST);
}

function show(value, depth = 0) {
  try {
    if (typeof value === 'object' && value !== null) {
      return value instanceof Error ? showError(value, depth) : JSON.stringify(value, acyclic());
    }
    return typeof value === 'function' ? showFunction(value) : String(value);
  } catch {
    return '[value that can\'t be shown]';
  }
}

/** With what caused it. The host leads its frames to the author's code. */
function showError(error, depth) {
  const text = `${error.stack ?? error}`;
  const { cause } = error;
  const ends = cause === undefined || depth === MOST_CAUSES;
  return ends ? text : `${text}\n[cause]: ${show(cause, depth + 1)}`;
}

/** An answer's body may be callable: it is shown as the data it stands for. */
function showFunction(value) {
  return typeof value.toJSON === 'function' ? show(value.toJSON()) : `[function ${value.name}]`;
}

/** A replacer that shows cycles, and what JSON has no notation for, instead of throwing. */
function acyclic() {
  const above = [];
  return function replace(key, value) {
    if (typeof value === 'bigint') {
      return `${value}n`;
    }
    if (typeof value === 'function') {
      return `[function ${value.name}]`;
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    while (above.length > 0 && above[above.length - 1] !== this) {
      above.pop();
    }
    if (above.includes(value)) {
      return '[circular]';
    }
    if (value instanceof Error && Object.keys(value).length === 0) {
      return showError(value, 0);
    }
    above.push(value);
    return value instanceof Map ? [...value] : value instanceof Set ? [...value] : value;
  };
}
