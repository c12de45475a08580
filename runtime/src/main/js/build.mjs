// Bundles the scripts a realm is made of into the folder named by the first argument.
import { build } from 'esbuild';

const out = process.argv[2];
await build({
  entryPoints: ['prepare.mjs', 'lockdown.mjs', 'realm/run.mjs', 'warmup.mjs'],
  entryNames: '[name]',
  bundle: true,
  format: 'iife',
  globalName: '__sluice_realm',
  target: 'es2024',
  legalComments: 'none',
  logLevel: 'warning',
  outdir: out,
});
