// Makes everything a workflow can reach immutable, the global object included.

/** What ses leaves global for programs that build on it; a workflow has no use for them. */
const SCAFFOLDING = [
  'assert',
  'Compartment',
  'console',
  'getStackString',
  'harden',
  'lockdown',
  'ModuleSource',
  'repairIntrinsics',
];

/** Returns `harden`, which is no longer to be found elsewhere. */
export function hardenRealm() {
  const { lockdown } = globalThis;
  lockdown({
    consoleTaming: 'unsafe',
    domainTaming: 'unsafe',
    errorTaming: 'unsafe',
    errorTrapping: 'none',
    evalTaming: 'no-eval',
    localeTaming: 'unsafe',
    overrideTaming: 'severe',
    regExpTaming: 'safe',
    reporting: 'none',
    stackFiltering: 'verbose',
    unhandledRejectionTrapping: 'none',
  });
  const { harden } = globalThis;
  for (const name of SCAFFOLDING) {
    delete globalThis[name];
  }
  reachableOnlyThroughInstances().forEach(harden);
  harden(globalThis);
  return harden;
}

/** Prototypes that no property of the global object leads to and lockdown() doesn't know. */
function reachableOnlyThroughInstances() {
  const segments = new Intl.Segmenter('en').segment('a');
  return [
    Object.getPrototypeOf(segments),
    Object.getPrototypeOf(segments[Symbol.iterator]()),
    Object.getPrototypeOf(new URLSearchParams('a=b')[Symbol.iterator]()),
    Object.getPrototypeOf('a'.matchAll(/a/g)),
    Object.getPrototypeOf(wrappedIterator()),
  ];
}

function wrappedIterator() {
  return typeof Iterator === 'function' ? Iterator.from({ next: () => ({ done: true }) }) : {};
}
