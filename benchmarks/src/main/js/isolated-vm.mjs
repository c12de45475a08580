// isolated-vm with a fresh context for every request, in one isolate; the scripts are compiled once.
import ivm from 'isolated-vm';
import { bundle, serve } from './serve.mjs';

const isolate = new ivm.Isolate({ memoryLimit: 512 });
const script = isolate.compileScriptSync(`
  const { event, tokens } = JSON.parse(input);
  const claims = {};
  globalThis.kinde = {
    accessToken: {
      setCustomClaim(name, value) { claims[name] = value; },
      getCustomClaims() { return { ...tokens.accessToken, ...claims }; },
    },
  };
  ${bundle}
  let output;
  __sluice_module.default(event).then(
    () => { output = JSON.stringify({ accessToken: { claims } }); },
    (error) => { output = JSON.stringify({ failed: String(error) }); },
  );
`);
const result = isolate.compileScriptSync('output');

serve((body) => {
  const context = isolate.createContextSync();
  try {
    context.global.setSync('input', JSON.stringify(body));
    script.runSync(context);
    return JSON.parse(result.runSync(context));
  } finally {
    context.release();
  }
});
