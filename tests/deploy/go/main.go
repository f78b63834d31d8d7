// Command monitors reads the ServiceMonitors of a file, strictly: with the types of the
// Prometheus operator, and no field that they do not have. It prints the name of each.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"

	monitoring "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"sigs.k8s.io/yaml"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: monitors FILE")
	}
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	for _, document := range bytes.Split(text, []byte("\n---\n")) {
		var kind struct {
			Kind string `json:"kind"`
		}
		if err := yaml.Unmarshal(document, &kind); err != nil {
			log.Fatal(err)
		}
		if kind.Kind != "ServiceMonitor" {
			continue
		}
		var monitor monitoring.ServiceMonitor
		if err := yaml.UnmarshalStrict(document, &monitor); err != nil {
			log.Fatal(err)
		}
		fmt.Println(monitor.Name)
	}
}
