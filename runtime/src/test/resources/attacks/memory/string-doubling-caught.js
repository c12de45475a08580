// Catches the refusal and goes on.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const kept = [];
  for (;;) {
    let text = String(kept.length);
    try {
      for (;;) text += text;
    } catch {
      kept.push(text, text.toUpperCase().split('').reverse().join(''));
    }
  }
}
