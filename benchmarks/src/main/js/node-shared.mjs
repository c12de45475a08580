// Node with shared state: the bundle is evaluated once, and every request calls the same module.
import vm from 'node:vm';
import { makeRun } from './kinde.mjs';
import { bundle, serve } from './serve.mjs';

vm.runInThisContext(bundle);
const { default: workflow } = globalThis.__sluice_module;

serve(async ({ event, tokens }) => {
  const { kinde, effects } = makeRun(tokens);
  globalThis.kinde = kinde;
  await workflow(event);
  return effects;
});
