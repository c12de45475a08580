// Catches what it can of the refusal, and logs on.
// ends: too_many_log_lines
// limits: lines=100, wall=2s
export default function () {
  for (;;) {
    try {
      console.log('again');
    } catch {
      console.warn('again');
    }
  }
}
