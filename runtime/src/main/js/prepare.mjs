// First in a new realm: takes away what keeps or leaks state or can't be stopped, and adds the
// standard globals the engine lacks. Everything here is hardened by what follows.
import 'core-js/actual/url/index.js';
import 'core-js/actual/url-search-params/index.js';
import 'core-js/actual/structured-clone.js';
import 'core-js/actual/atob.js';
import 'core-js/actual/btoa.js';
import { installSymbolRegistry } from './symbols.mjs';

for (const name of [
  '__core-js_shared__',
  'Atomics',
  'FinalizationRegistry',
  'SharedArrayBuffer',
  'WeakRef',
]) {
  delete globalThis[name];
}

installSymbolRegistry();

// ses looks for a console while it locks down; runs get one of their own.
const ignore = () => {};
globalThis.console = {
  debug: ignore,
  error: ignore,
  group: ignore,
  groupCollapsed: ignore,
  groupEnd: ignore,
  info: ignore,
  log: ignore,
  trace: ignore,
  warn: ignore,
};
