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
			if !reaches(address) {
				return
			}
			mutex.Lock()
			reached = append(reached, name)
			mutex.Unlock()
		})
	}
	all.Wait()
	sort.Strings(reached)
	fmt.Println(strings.Join(reached, " "))
}

// reaches tries again, for a busy node may take seconds to answer.
func reaches(address string) bool {
	for end := time.Now().Add(9 * time.Second); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		connection, err := net.DialTimeout("tcp", address, 4*time.Second)
		if err == nil {
			connection.Close()
			return true
		}
	}
	return false
}
