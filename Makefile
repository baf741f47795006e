# `make` alone tells what there is.
.DEFAULT_GOAL := help
CARGO ?= cargo
# Arguments for the program that `up` runs: make up ARGS='--listen 0.0.0.0:8000'
ARGS ?=
# YES=1 answers the one question of `install-services`.
export YES

.PHONY: help up build test lint bench openapi fmt clean install-services

help: ## Show this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 26

# exec, so that signals and the exit code are the program's own.
up: install-services build ## Install what is missing, build, and run everything on private servers; Ctrl-C stops
	exec target/release/noc-scheduler up $(ARGS)

build: ## Build target/release/noc-scheduler
	$(CARGO) build --release --locked

test: install-services lint ## Run every check and test there is, on servers of its own
	$(CARGO) test --locked

lint: ## Check format, warnings and shell scripts, without running a test
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- -D warnings
	@if command -v shellcheck >/dev/null; then \
		shellcheck scripts/*.sh .ci/run deploy/supervisor/run-with-env; \
	else echo 'shellcheck is not installed: shell scripts not checked'; fi

bench: install-services ## Measure latency, throughput, memory
	$(CARGO) bench --locked --bench end_to_end

openapi: ## Write openapi/openapi.json anew from the code
	@mkdir -p openapi
	$(CARGO) run --locked --quiet -- openapi > openapi/openapi.json.new
	mv openapi/openapi.json.new openapi/openapi.json

fmt: ## Format the code
	$(CARGO) fmt

clean: ## Remove what was built (not the data of `up`)
	$(CARGO) clean

install-services: ## Install Postgres and Redis from the distribution, where missing, and start nothing
	@scripts/install-services.sh
