// A template that holds itself twice.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const kept = [];
  for (;;) {
    let text = `${kept.length}`;
    while (text.length < 2_000_000) text = `${text}-${text}`;
    kept.push(text, text.replaceAll('-', '+'));
  }
}
