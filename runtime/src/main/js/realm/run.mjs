// Last in a new realm: hardens it, then hands the host two functions: load a program, inspect one module.
// After hardening, every intrinsic used here is out of a workflow's reach.
import { hardenRealm } from './harden.mjs';
import { takeSymbolReset } from '../symbols.mjs';
import { makeMessageChannel } from './channel.mjs';
import { makeClaims } from './claims.mjs';
import { makeConsole } from './console.mjs';
import { makeCrypto, silentHost } from './crypto.mjs';
import { describe } from './errors.mjs';
import { makeFetch, makeSecureFetch } from './fetch.mjs';
import { makeCache } from './cache.mjs';
import { makeGlobal, makeTemplate } from './globals.mjs';
import { watchRejections } from './rejections.mjs';
import { makeTimers } from './timers.mjs';
import { makeAuth, makeEnv, makeLocalization, makeMfa, makePlan, makeWidget } from './bindings.mjs';

const resetSymbols = takeSymbolReset();
const tellRejectionsTo = watchRejections();
const { URL, URLSearchParams } = globalThis;
const template = makeTemplate(hardenRealm());

const MAKERS = {
  __proto__: null,
  'kinde.accessToken': (run) => makeClaims(run, 'accessToken'),
  'kinde.idToken': (run) => makeClaims(run, 'idToken'),
  'kinde.m2mToken': (run) => makeClaims(run, 'm2mToken'),
  'kinde.auth': makeAuth,
  'kinde.env': makeEnv,
  'kinde.localization': makeLocalization,
  'kinde.mfa': makeMfa,
  'kinde.plan': makePlan,
  'kinde.secureFetch': makeSecureFetch,
  'kinde.widget': makeWidget,
};

/**
 * Gets a program ready for its runs here. `factory` evaluates the bundle; `mount` says what to mount,
 * as JSON. Returns the function that begins one run.
 */
function load(factory, mount) {
  const { bindings, ...program } = JSON.parse(mount);
  const makers = bindings.map((binding) => [binding.slice('kinde.'.length), MAKERS[binding]]);
  return (event, tokens, claimsBytes, host) => {
    const own = { host, tokens, claimsBytes, effects: [], waiting: new Map() };
    return start(factory, { ...program, ...own }, makers, event);
  };
}

/**
 * Begins a run. `event` and `run.tokens` are JSON; `run.host` is the host's one function. Returns the
 * function by which the host brings news: an answer to a fetch, a timer that is due, or the end.
 */
function start(factory, run, makers, event) {
  resetSymbols();
  tellRejectionsTo(run);
  const { host, url, usesGlobal, usesMore } = run;

  const kinde = {};
  for (let i = 0; i < makers.length; i++) {
    const [name, make] = makers[i];
    kinde[name] = make(run);
  }
  kinde.fetch = makeFetch(run);
  kinde.cache = makeCache(run);
  const { setTimeout, clearTimeout } = makeTimers(run);
  const own = {
    kinde,
    console: makeConsole(run),
    URL: url ? URL : undefined,
    URLSearchParams: url ? URLSearchParams : undefined,
    setTimeout,
    clearTimeout,
    crypto: usesMore ? makeCrypto(run) : undefined,
    MessageChannel: usesMore ? makeMessageChannel(setTimeout) : undefined,
  };

  invoke(factory, own, usesGlobal, JSON.parse(event)).then(
    () => host('settled'),
    (error) => host('failed', describe(error)),
  );
  return (news, id, text) => (news === 'end' ? end(run) : run.waiting.get(id)?.(text));
}

async function invoke(factory, own, usesGlobal, event) {
  await evaluate(factory, own, usesGlobal).default(event);
}

function evaluate(factory, own, usesGlobal) {
  const global = usesGlobal ? makeGlobal(template, own) : undefined;
  return factory(
    own.kinde,
    own.console,
    own.URL,
    own.URLSearchParams,
    own.setTimeout,
    own.clearTimeout,
    own.crypto,
    own.MessageChannel,
    global,
    global,
  );
}

/** Lets go of the run, which a realm that waits for the next mustn't hold. */
function end(run) {
  tellRejectionsTo(undefined);
  return collect(run);
}

/** The run's effects as members of a JSON object, without its braces. */
function collect({ effects }) {
  let members = '';
  for (let i = 0; i < effects.length; i++) {
    const text = effects[i]();
    members += members === '' || text === '' ? text : `,${text}`;
  }
  return members;
}

/** Loads a module with nothing of the run mounted, to see what it exports. Returns JSON. */
function inspect(factory) {
  resetSymbols();
  tellRejectionsTo(undefined);
  const silent = { host: silentHost };
  const setTimeout = () => 0;
  try {
    const own = {
      kinde: {},
      console: makeConsole(silent),
      URL,
      URLSearchParams,
      setTimeout,
      clearTimeout: () => {},
      crypto: makeCrypto(silent),
      MessageChannel: makeMessageChannel(setTimeout),
    };
    const module = evaluate(factory, own, true);
    return JSON.stringify({
      settings: settingsOf(module.workflowSettings),
      defaultExport: typeof module.default,
    });
  } catch (error) {
    return JSON.stringify({ broken: describe(error) });
  }
}

function settingsOf(settings) {
  return typeof settings === 'object' && settings !== null ? JSON.stringify(settings) : undefined;
}

export { load, inspect };
