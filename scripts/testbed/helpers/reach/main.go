// reach tries to connect to each NAME=HOST:PORT, all at once, and prints the names of those that it reaches, sorted, in one line.
package main

import (
	"fmt"
	"net"
	"os"
	"sort"
	"strings"
	"sync"
	"time"
)

func main() {
	var reached []string
	var all sync.WaitGroup
	var mutex sync.Mutex
	for _, target := range os.Args[1:] {
		all.Go(func() {
			name, address, _ := strings.Cut(target, "=")
			connection, err := net.DialTimeout("tcp", address, 4*time.Second)
			if err != nil {
				return
			}
			connection.Close()
			mutex.Lock()
			reached = append(reached, name)
			mutex.Unlock()
		})
	}
	all.Wait()
	sort.Strings(reached)
	fmt.Println(strings.Join(reached, " "))
}
