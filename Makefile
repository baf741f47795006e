# `make` alone tells what there is.
.DEFAULT_GOAL := help
CARGO ?= cargo
# Arguments for the program that `up` runs: make up ARGS='--listen 0.0.0.0:8000'
ARGS ?=
# DEMO=1 lets `up` simulate a network to look at.
DEMO ?=
# YES=1 answers the one question of `install-services`.
export YES

.PHONY: help up build test test-frontend lint bench openapi fmt clean install-services install-for-tests page screenshots volume

help: ## Show this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 26

# exec, so that signals and the exit code are the program's own.
up: install-services build ## Install what is missing, build, and run everything on private servers; Ctrl-C stops
	exec target/release/noc-scheduler up $(if $(DEMO),--demo) $(ARGS)

build: page ## Build target/release/noc-scheduler, the web page inside
	$(CARGO) build --release --locked

# The binary carries what is in frontend/dist; build.rs calls no node.
page: frontend/dist/index.html ## Build the web page alone

frontend/dist/index.html: frontend/node_modules/.package-lock.json frontend/index.html frontend/vite.config.ts \
		$(shell find frontend/src frontend/public frontend/scripts -type f 2>/dev/null)
	npm --prefix frontend run build

# --ignore-scripts: nothing that is installed runs anything on its own.
frontend/node_modules/.package-lock.json: frontend/package-lock.json frontend/.npmrc
	@scripts/install-services.sh --check-node
	cd frontend && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --ignore-scripts

test: install-for-tests lint page ## Run every check and test there is, on servers of its own
	$(CARGO) test --locked
	$(MAKE) --no-print-directory test-frontend

test-frontend: page ## Check the web page, then try it in a browser against the real program
	npm --prefix frontend run check
	npm --prefix frontend test
	$(CARGO) build --locked --example noc-harness
	cd frontend && npx playwright test

volume: page ## Scroll through 10,000 schedules and jobs in a browser, and print the frame figures
	$(CARGO) build --locked --example noc-harness
	cd frontend && npx playwright test zz-volume

screenshots: page ## Take the pictures of the README anew
	$(CARGO) build --locked --example noc-harness
	cd frontend && NOC_SCREENSHOTS=$(CURDIR)/docs/images npx playwright test screenshots

lint: ## Check format, warnings and shell scripts, without running a test
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- -D warnings
	@if command -v shellcheck >/dev/null; then \
		shellcheck --external-sources scripts/*.sh tests/lab/*.sh .ci/run deploy/supervisor/run-with-env; \
	else echo 'shellcheck is not installed: shell scripts not checked'; fi

bench: install-services ## Measure latency, throughput, memory
	$(CARGO) bench --locked --bench next_due
	$(CARGO) bench --locked --bench end_to_end
	$(CARGO) bench --locked --bench inventory
	$(CARGO) bench --locked --bench crawl
	$(CARGO) bench --locked --bench forecast

openapi: ## Write openapi/openapi.json anew from the code
	@mkdir -p openapi
	$(CARGO) run --locked --quiet -- openapi > openapi/openapi.json.new
	mv openapi/openapi.json.new openapi/openapi.json

fmt: ## Format the code
	$(CARGO) fmt
	npm --prefix frontend run format

clean: ## Remove what was built (not the data of `up`)
	$(CARGO) clean
	rm -rf frontend/node_modules frontend/dist/assets frontend/dist/*.*

install-for-tests: ## The same, and Chromium, and where it can run what the lab under tests/lab/ is made of
	@scripts/install-services.sh --browser --lab

install-services: ## Install Postgres and Redis from the distribution, where missing, and start nothing
	@scripts/install-services.sh
