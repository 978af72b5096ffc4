# The two commands: `make demo` and `make test`. Both install what they need.

.PHONY: test
test:
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps
	cargo test --locked
