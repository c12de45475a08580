// Logs more lines than it may.
// ends: too_many_log_lines
// limits: lines=100, wall=2s
export default function () {
  for (;;) console.log('again');
}
