// As many arguments as may be, again and again, kept.
// ends: memory_exceeded
// limits: allocated=64MB
export default function () {
  const kept = [];
  const many = new Array(60_000).fill(0);
  for (;;) kept.push(((...all) => all)(...many));
}
