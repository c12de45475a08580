// Node with a fresh `vm` context for every request; the script is compiled once.
import vm from 'node:vm';
import { makeRun } from './kinde.mjs';
import { bundle, serve } from './serve.mjs';

const script = new vm.Script(bundle);

serve(async ({ event, tokens }) => {
  const { kinde, effects } = makeRun(tokens);
  const context = vm.createContext({ kinde, console });
  script.runInContext(context);
  await context.__sluice_module.default(event);
  return effects;
});
