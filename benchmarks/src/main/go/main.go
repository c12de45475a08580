// goja with a fresh runtime for every request; the script is compiled once.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/dop251/goja"
)

type answerer struct {
	head string
}

// The answer of the run API, as long as Sluice's own: only the effects differ from run to run.
func newAnswerer(sample []byte) answerer {
	var answer map[string]json.RawMessage
	if err := json.Unmarshal(sample, &answer); err != nil {
		log.Fatal(err)
	}
	delete(answer, "effects")
	rest, err := json.Marshal(answer)
	if err != nil {
		log.Fatal(err)
	}
	return answerer{head: string(rest[:len(rest)-1]) + `,"effects":`}
}

func (a answerer) with(effects string) []byte {
	return []byte(a.head + effects + "}")
}

// What a workflow is given: the one binding that the measured workflow uses.
const before = `
const { event, tokens } = JSON.parse(input);
const claims = {};
globalThis.kinde = {
  accessToken: {
    setCustomClaim(name, value) { claims[name] = value; },
    getCustomClaims() { return { ...tokens.accessToken, ...claims }; },
  },
};
`

const after = `
var output;
__sluice_module.default(event).then(
  () => { output = JSON.stringify({ accessToken: { claims } }); },
  (error) => { output = JSON.stringify({ failed: String(error) }); },
);
`

func run(program *goja.Program, input string) (string, error) {
	runtime := goja.New()
	if err := runtime.Set("input", input); err != nil {
		return "", err
	}
	if _, err := runtime.RunProgram(program); err != nil {
		return "", err
	}
	return runtime.Get("output").String(), nil
}

func read(file string) []byte {
	content, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	return content
}

// Takes what every peer takes: a port, a bundle and a sample answer.
func main() {
	program := goja.MustCompile("bundle.js", before+string(read(os.Args[2]))+after, false)
	answers := newAnswerer(read(os.Args[3]))
	http.HandleFunc("/", func(writer http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(request.Body)
		if err == nil {
			var effects string
			if effects, err = run(program, string(body)); err == nil {
				writer.Header().Set("Content-Type", "application/json")
				_, err = writer.Write(answers.with(effects))
			}
		}
		if err != nil {
			http.Error(writer, err.Error(), http.StatusInternalServerError)
		}
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Args[1], nil))
}
