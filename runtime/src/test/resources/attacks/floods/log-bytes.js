// Logs more text than it may.
// ends: log_too_large
// limits: log=64KB, wall=2s
export default function () {
  const text = 'x'.repeat(10_000);
  for (;;) console.log(text);
}
