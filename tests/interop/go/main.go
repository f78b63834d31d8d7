// Command interop checks an Outband log with the libraries of the Go checksum database:
//
//	interop VKEY LOG_DIR
//
// It opens every checkpoint with note.Open, proves every record with tlog.CheckRecord and every
// earlier window with tlog.CheckTree, all hashes taken from the log's tiles, and then checks the
// proofs on standard input, which Outband made: "tree SIZE OLD_SIZE HASH..." and
// "record SIZE INDEX HASH...".
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// tiles reads the tiles of c2sp.org/tlog-tiles, whose paths name no height.
type tiles struct{ dir string }

func (t tiles) Height() int { return 8 }

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(t.dir, path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// head opens a checkpoint and reads its three lines.
func head(path string, verifier note.Verifier) tlog.Tree {
	data, err := os.ReadFile(path)
	must(err)
	opened, err := note.Open(data, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		log.Fatalf("%s: %d lines, origin %q", path, len(lines)-1, lines[0])
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	hash, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: hash}
}

// segments lists the windows in order of their first record.
func segments(dir string) (windows []string, records [][]byte) {
	starts := map[string]int{}
	lines := map[string][][]byte{}
	index := regexp.MustCompile(`"i":(\d+),`)
	must(filepath.WalkDir(filepath.Join(dir, "windows"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "segment.jsonl" {
			return err
		}
		data, err := os.ReadFile(path)
		must(err)
		window := filepath.Dir(path)
		lines[window] = bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n"))
		starts[window], err = strconv.Atoi(string(index.FindSubmatch(lines[window][0])[1]))
		must(err)
		windows = append(windows, window)
		return nil
	}))
	sort.Slice(windows, func(a, b int) bool { return starts[windows[a]] < starts[windows[b]] })
	for _, window := range windows {
		records = append(records, lines[window]...)
	}
	return windows, records
}

func main() {
	log.SetFlags(0)
	verifier, err := note.NewVerifier(os.Args[1])
	must(err)
	dir := os.Args[2]
	tree := head(filepath.Join(dir, "checkpoint"), verifier)
	hashes := tlog.TileHashReader(tree, tiles{dir})
	windows, records := segments(dir)
	if int64(len(records)) != tree.N {
		log.Fatalf("%d records, and the checkpoint counts %d", len(records), tree.N)
	}
	for i, record := range records {
		proof, err := tlog.ProveRecord(tree.N, int64(i), hashes)
		must(err)
		must(tlog.CheckRecord(proof, tree.N, tree.Hash, int64(i), tlog.RecordHash(record)))
	}
	roots := map[int64]tlog.Hash{}
	for _, window := range windows {
		old := head(filepath.Join(window, "checkpoint"), verifier)
		proof, err := tlog.ProveTree(tree.N, old.N, hashes)
		must(err)
		must(tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash))
		roots[old.N] = old.Hash
	}
	proofs := checkProofs(tree, roots, records)
	fmt.Printf("%d records, %d windows, %d proofs\n", len(records), len(windows), proofs)
}

func checkProofs(tree tlog.Tree, roots map[int64]tlog.Hash, records [][]byte) (count int) {
	input := bufio.NewScanner(os.Stdin)
	for ; input.Scan(); count++ {
		words := strings.Fields(input.Text())
		size, err := strconv.ParseInt(words[1], 10, 64)
		must(err)
		at, err := strconv.ParseInt(words[2], 10, 64)
		must(err)
		var hashes []tlog.Hash
		for _, word := range words[3:] {
			hash, err := tlog.ParseHash(word)
			must(err)
			hashes = append(hashes, hash)
		}
		if size != tree.N {
			log.Fatalf("a proof for %d records", size)
		}
		if words[0] == "tree" {
			must(tlog.CheckTree(hashes, size, tree.Hash, at, roots[at]))
		} else {
			must(tlog.CheckRecord(hashes, size, tree.Hash, at, tlog.RecordHash(records[at])))
		}
	}
	must(input.Err())
	return count
}
