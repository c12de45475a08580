// Leaves a pattern of the module in the middle of a text.
// ends: completed
// log: seen nothing
const pattern = /a/g;
export default function () {
  console.log('seen', pattern.lastIndex === 0 ? 'nothing' : pattern.lastIndex);
  pattern.exec('aaa');
}
