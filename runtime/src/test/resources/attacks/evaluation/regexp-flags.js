// Makes patterns, and the strings that replace, look like code.
// ends: completed
// log: kept ${process.exit()} b
export default function () {
  console.log('kept', 'a'.replace(/a/, '${process.exit()}'), 'b'.replace('b', '$&$`$\''));
}
