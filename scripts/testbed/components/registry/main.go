// Command registry is go-containerregistry's registry at 127.0.0.1, in TLS and with its API of referrers, which its own
// command does not switch on: registry PORT CERTIFICATE KEY. What it holds is gone with it.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/google/go-containerregistry/pkg/registry"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "registry PORT CERTIFICATE KEY")
		os.Exit(2)
	}
	server := &http.Server{
		Addr:              "127.0.0.1:" + os.Args[1],
		Handler:           registry.New(registry.WithReferrersSupport(true)),
		ReadHeaderTimeout: 5 * time.Second,
	}
	log.Fatal(server.ListenAndServeTLS(os.Args[2], os.Args[3]))
}
