# nvrctl: what to do with a fresh clone.  `make demo` shows it, `make test` checks it.

SWIFT ?= swift
PREFIX ?= /usr/local
# Everything that the style holds for.
STYLED = Sources Tests Package.swift Benchmarks/Sources Benchmarks/Package.swift Fuzzing/Sources

export SWIFT_BACKTRACE = enable=no

.PHONY: help demo test test-full fuzz bench lint format schema release install clean libyaml

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

demo: libyaml ## Reset and reprovision a simulated recorder, and check every step of it
	$(SWIFT) build --product nvrctl
	$(SWIFT) run --skip-build nvrctl demo

test: libyaml ## Run all tests
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

test-full: libyaml ## Run all tests with every cell of the long matrices; the fault table goes to .build/fault-matrix.txt
	$(SWIFT) build --build-tests
	NVRCTL_TEST_FULL=1 $(SWIFT) test --skip-build

fuzz: libyaml ## Search for input that breaks a reader, a minute for each
	Fuzzing/fuzz

bench: release ## Measure the release program beside others
	$(SWIFT) run --package-path Benchmarks --scratch-path .build/benchmarks -c release benchmarks \
	  "$$($(SWIFT) build -c release --show-bin-path)/nvrctl"

lint: ## Check the style of all Swift files
	$(SWIFT) format lint --strict --recursive $(STYLED)

format: ## Bring all Swift files into style
	$(SWIFT) format --in-place --recursive $(STYLED)

schema: libyaml ## Write the JSON Schemas from the setting catalogue
	$(SWIFT) build --product nvrctl
	$(SWIFT) run --skip-build nvrctl schema -o Schemas

release: libyaml ## Build a small program that needs no Swift on the machine it runs on
	$(SWIFT) build -c release --product nvrctl --static-swift-stdlib -Xlinker -s
	@echo "$$($(SWIFT) build -c release --show-bin-path)/nvrctl"

install: release ## Install the program below PREFIX
	install -D -m 755 "$$($(SWIFT) build -c release --show-bin-path)/nvrctl" "$(DESTDIR)$(PREFIX)/bin/nvrctl"

clean: ## Remove everything that was built
	$(SWIFT) package clean

libyaml:
	@Scripts/ensure-libyaml
