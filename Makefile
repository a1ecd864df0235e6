# The commands of the project; README.md says what they do. `make run` is the first one.

# Rust's installer puts cargo here, and not every shell knows it.
export PATH := $(PATH):$(HOME)/.cargo/bin

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := run
.PHONY: run test lint attack e2e bench bench-matching client

# Where `make run` serves. Other machines need https in front: see README.md.
LISTEN ?= 127.0.0.1:8080

# The debug build is for people who read or change the code: half the waiting of a release build on a fresh clone,
# password hashing and SQLite optimised all the same, and shared with `make test`. Operators build with --release.
SERVER := target/debug/alongside

run:
	scripts/need cc cargo node
	cargo build
	scripts/frontend
	$(SERVER) demo
	$(SERVER) serve --listen $(LISTEN) --frontend frontend/build

# Everything that CI runs besides `make lint`: Rust on SQLite and PostgreSQL, the frontend, the API as a client that was
# generated from its description meets it, the three jobs in a browser.
test:
	scripts/need cc cargo node chromium postgres age python sqlite
	mkdir -p target
	scripts/with-postgres cargo test --no-fail-fast 2>&1 | tee target/test.log
	scripts/frontend
	scripts/client --check
	cd frontend && npm test
	scripts/api
	scripts/e2e
	@echo; echo "All tests passed. Of cargo test:"; grep -E '^test result' target/test.log

lint:
	scripts/need cc cargo node
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings
	scripts/frontend --modules
	cd frontend && npm run lint && npm run check

# Every door tried the long way, on both engines: tests/it/attack in full, with a table at the end. About forty minutes.
attack:
	scripts/need cc cargo postgres age sqlite
	scripts/attack

# The browser tests alone.
e2e:
	scripts/need cc cargo node chromium
	cargo build
	scripts/frontend
	scripts/e2e

# After a change of the API: the document the frontend is built against, and its types.
client:
	scripts/need cc cargo node
	cargo build
	scripts/frontend --modules
	scripts/client

bench:
	scripts/need cc cargo node wrk postgres chromium
	cargo build --release
	scripts/frontend
	scripts/with-postgres --durable scripts/bench

# The matching engine beside OR-Tools and HiGHS, on the same integers in one run.
bench-matching:
	scripts/need cc cargo python
	cargo build --release
	scripts/bench-matching
