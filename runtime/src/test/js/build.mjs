// Bundles each file of modules/ as the sync worker bundles a workflow, into the folder named first.
import { readdirSync } from 'node:fs';
import { build } from 'esbuild';

await build({
  entryPoints: readdirSync('modules').map((file) => `modules/${file}`),
  outdir: process.argv[2],
  bundle: true,
  format: 'iife',
  globalName: '__sluice_module',
  platform: 'browser',
  target: 'es2024',
  mainFields: ['browser', 'module', 'main'],
  conditions: ['module', 'browser'],
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'none',
  logLevel: 'warning',
});
