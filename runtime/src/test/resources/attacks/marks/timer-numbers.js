// Tells by the number of a timer how many there were before.
// ends: completed
// log: seen nothing
export default function () {
  const number = setTimeout(() => {}, 0);
  console.log('seen', number === 1 ? 'nothing' : number);
  clearTimeout(number);
}
