// Looks for the last match of another run.
// ends: completed
// log: seen nothing
// probe: RegExp.$1 || RegExp.lastMatch || RegExp.input
export default function () {
  const before = [RegExp.$1, RegExp.lastMatch, RegExp['$&'], RegExp.input, RegExp.leftContext];
  console.log('seen', before.some(Boolean) ? before.join() : 'nothing');
  /(secret)/.exec('a secret b');
}
