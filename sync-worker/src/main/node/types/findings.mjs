// What the compiler says, for an author: what is told, in which words, and where.

/** A name that is defined nowhere; in JavaScript, nothing else is told. */
const UNDEFINED = new Set([2304, 2552, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593, 2868, 18004]);
/** Of packages without types, which a bundle doesn't need; of names declared twice. */
const UNTOLD = new Set([7016, 7026, 2875, 2403, 2451, 2300]);
const NO_MODULE = new Set([2307, 2792]);
const JAVASCRIPT = /\.[cm]?jsx?$/;
const MOST = 100;

const INSTEAD = {
  process: "read settings with getEnvironmentVariable from @kinde/infrastructure",
  Buffer: "use TextEncoder, TextDecoder, atob and btoa",
  require: "use import",
  fetch: 'import { fetch } from "@kinde/infrastructure", and declare the binding kinde.fetch',
  XMLHttpRequest: "use fetch from @kinde/infrastructure",
  Headers: "headers are a plain object",
  setInterval: "use setTimeout, within the run's time",
  localStorage: "nothing outlasts a run",
};

/** The compiler's diagnostics as {findings: [{name, text, at}], more}, by place. */
export function findings(diagnostics, files) {
  const told = diagnostics
    .map((one) => ({ ...one, file: files.inRepository(one.fileName ?? "") }))
    .filter((one) => one.file !== undefined && isTold(one, files.text(one.fileName) ?? ""))
    .sort((one, other) => (one.file < other.file ? -1 : one.file > other.file ? 1 : one.pos - other.pos));
  return {
    findings: told.slice(0, MOST).map((one) => finding(one, files.text(one.fileName) ?? "")),
    more: Math.max(0, told.length - MOST),
  };
}

function isTold({ category, code, file, text: message, pos }, text) {
  if (category !== 1 || UNTOLD.has(code)) return false;
  // Whoever asks for the type of a name knows that it may not be there.
  if (UNDEFINED.has(code)) return !/\btypeof\s*$/.test(text.slice(Math.max(0, pos - 20), pos));
  if (NO_MODULE.has(code) && !/'\.\.?\//.test(message)) return false;
  return !JAVASCRIPT.test(file);
}

function finding({ file, code, pos, text: message, messageChain }, text) {
  const before = text.slice(0, pos);
  const line = before.split("\n").length;
  const column = pos - before.lastIndexOf("\n");
  const isName = UNDEFINED.has(code);
  return { name: isName, text: isName ? undefinedName(message) : whole(message, messageChain), at: { file, line, column } };
}

/** Without the advice to install what workflows haven't got. */
function undefinedName(message) {
  const [, name] = /'([^']*)'/.exec(message) ?? [];
  const first = /Did you mean/.test(message) ? message : message.replace(/(?<=['.])\s*(?:Do you need|Try ).*$/s, "");
  return Object.hasOwn(INSTEAD, name) ? `Cannot find name '${name}': ${INSTEAD[name]}.` : first;
}

function whole(message, chain) {
  const [next] = chain ?? [];
  return next ? `${message} ${next.text}` : message;
}
