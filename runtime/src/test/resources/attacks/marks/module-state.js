// Counts its runs in a variable of the module.
// ends: completed
// log: seen nothing
let runs = 0;
export default function () {
  runs += 1;
  console.log('seen', runs === 1 ? 'nothing' : runs);
}
