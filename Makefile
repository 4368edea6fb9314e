# One environment, `.venv`, made by `make install`; every other target makes sure of it first.
# PYTHON picks another interpreter: make install PYTHON=python3.13

PYTHON ?=
# These take PYTHON for an environment of their own, and leave .venv as it is.
ELSEWHERE := test-python test-oldest bench-first-minute
VENV := .venv
VENV_PYTHON := $(if $(filter $(ELSEWHERE),$(MAKECMDGOALS)),,$(PYTHON))
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
LAB_INSTALLED := $(VENV)/.installed-lab
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
LABEXTENSION := jupyter_perf/labextension/package.json
NODE_MODULES := labextension/node_modules/.package-lock.json
LABEXTENSION_SOURCES := $(shell find labextension/src labextension/style labextension/schema labextension/scripts -type f 2>/dev/null)
# Programs for a release need much that nothing else does: an environment of their own.
RELEASE := $(VENV)/release
RELEASE_INSTALLED := $(RELEASE)/.installed
VERSION = $(shell sed -n 's/^__version__ = "\(.*\)"/\1/p' jupyter_perf/_version.py)
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --silent --prefix labextension
# Three files of tests at a time, as many wait. Those of tests/ui by themselves: a browser's driver
# keeps an event loop.
WORKERS ?= 3
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile
ROOT_FLAG := $(if $(filter 0,$(shell id -u)),--allow-root)

.DEFAULT_GOAL := help
.PHONY: help install labextension demo notebooks lab test test-all test-python test-oldest check audit changelog dependencies browser bench bench-import bench-aa bench-refine bench-adversary bench-history bench-retrieval bench-llm bench-llm-models bench-fit bench-estimate bench-transfer bench-flops bench-roofline bench-papaya bench-papaya-published bench-slimfit bench-sparsify bench-sparsify-kernels bench-usm bench-attention bench-sparsify-overhead bench-granite bench-serving bench-pictures bench-first-minute interop docs site pictures binder dist release-check hooks clean

help:  ## say what each target does
	@awk -F ':.*  ## ' '/^[a-z-]+:.*  ## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED) $(LABEXTENSION)  ## make .venv with the package (editable) and all that developing it needs

$(INSTALLED): pyproject.toml constraints.txt .ci/environment
	@PYTHON='$(VENV_PYTHON)' .ci/environment $(VENV)
	@mkdir -p $(dir $(LABEXTENSION))
	@echo 'Installing what developing needs into $(VENV): some minutes, the first time'
	SKIP_JUPYTER_BUILDER=1 $(PIP_INSTALL) --editable . --group dev
	@touch $@

labextension: $(LABEXTENSION)  ## build the extension of JupyterLab, where its sources changed

$(NODE_MODULES): labextension/package.json labextension/package-lock.json | $(INSTALLED)
	@echo 'Fetching what the extension of JupyterLab is built with'
	$(NPM) ci
	@touch $@

# A copy, not a link: pip removes what stands there whenever it installs the package anew.
$(LABEXTENSION): $(LABEXTENSION_SOURCES) $(NODE_MODULES) jupyter_perf/_version.py labextension/tsconfig.json
	@echo 'Building the extension of JupyterLab'
	$(NPM) run build:prod
	@mkdir -p $(VENV)/share/jupyter/labextensions
	@rm -rf $(VENV)/share/jupyter/labextensions/jupyter-perf
	@cp -R jupyter_perf/labextension $(VENV)/share/jupyter/labextensions/jupyter-perf
	@touch $@

$(LAB_INSTALLED): $(INSTALLED) $(LABEXTENSION)
	SKIP_JUPYTER_BUILDER=1 $(PIP_INSTALL) --editable '.[lab]'
	@touch $@

demo: $(INSTALLED)  ## run %%refine on real flight data and print what got faster
	$(BIN)/python notebooks/run_demo.py

notebooks: $(INSTALLED)  ## execute the notebooks and save their outputs in place
	$(BIN)/python notebooks/run_demo.py --save

lab: $(LAB_INSTALLED)  ## start JupyterLab on the notebooks
	$(BIN)/jupyter lab $(ROOT_FLAG) --notebook-dir=notebooks

check: $(INSTALLED) $(LABEXTENSION)  ## style and types only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(NPM) run check

browser: $(INSTALLED)  ## install a browser for tests/ui where there is none and it can be done
	@$(BIN)/python tests/ui/browser.py

test: check browser  ## all that CI runs: style, types, one full path per feature
	$(NPM) test
	$(PYTEST) -m 'not slow' --ignore tests/ui
	$(PYTEST) -m 'not slow' tests/ui

test-all: check browser  ## the same with the long matrices
	$(NPM) test
	$(PYTEST) --ignore tests/ui
	$(PYTEST) tests/ui

# WITH names extras: make test-python PYTHON=python3.13 WITH=numba,blocks. ONLY are tests, or options.
test-python: dist  ## the wheel in a fresh environment of PYTHON without extras: tests that need none
	$(BIN)/python tests/packaging/installed.py $(if $(PYTHON),--python $(PYTHON)) $(if $(WITH),--extras $(WITH)) $(ONLY)

test-oldest: dist  ## the same with the oldest versions that pyproject.toml allows, JupyterLab's too
	$(BIN)/python tests/packaging/installed.py $(if $(PYTHON),--python $(PYTHON)) --oldest --extras lab $(ONLY)

interop: $(INSTALLED)  ## %%refine with a mock and a model server that aren't ours, set up in .bench/interop
	$(BIN)/python tests/interop/tools.py
	$(BIN)/python -m pytest -rs tests/interop

bench: bench-import bench-aa bench-refine bench-adversary bench-history bench-retrieval bench-llm bench-llm-models bench-fit bench-estimate bench-transfer bench-flops bench-roofline bench-papaya bench-papaya-published bench-slimfit bench-sparsify bench-sparsify-kernels bench-usm bench-attention bench-sparsify-overhead bench-granite bench-serving bench-pictures  ## every benchmark; JSON goes to .bench/

bench-import: $(INSTALLED)  ## CPU time that the extension adds to the start of IPython
	$(BIN)/python tests/bench/bench_import.py

bench-aa: $(INSTALLED)  ## how often identical code is called faster (aim: never)
	$(BIN)/python tests/bench/bench_aa.py

bench-refine: $(INSTALLED)  ## how often and how much %%refine makes a corpus faster, and whether rightly
	$(BIN)/python tests/bench/bench_refine.py

bench-adversary: $(INSTALLED)  ## whether planted wrong rewrites are ever accepted, and what catches each
	$(BIN)/python tests/bench/bench_adversary.py

bench-history: $(INSTALLED)  ## how long 100,000 recorded runs take to list, filter and search
	$(BIN)/python tests/bench/bench_history.py

bench-retrieval: $(INSTALLED)  ## whether the examples that a model is shown are of the right kind
	$(BIN)/python tests/bench/bench_retrieval.py

bench-llm-models: $(INSTALLED)  ## what is predicted of language models against published tables
	$(BIN)/python tests/bench/bench_llm_models.py

bench-fit: $(INSTALLED)  ## how well costs on small inputs predict those on large ones, and how surely
	$(BIN)/python tests/bench/bench_fit.py

bench-transfer: $(INSTALLED)  ## how well reference kernels carry a cell's time over to another machine
	$(BIN)/python tests/bench/bench_transfer.py

bench-flops: $(INSTALLED)  ## operations counted of known architectures against published counts
	$(BIN)/python tests/bench/bench_flops.py

bench-roofline: $(INSTALLED)  ## time and memory predicted of models against what they take here
	$(BIN)/python tests/bench/bench_roofline.py

bench-papaya: $(INSTALLED)  ## memory and time of models with memory methods, predicted and measured here
	$(BIN)/python tests/bench/bench_papaya.py

bench-papaya-published: $(INSTALLED)  ## PAPAYA's laws on its authors' own points, where they are at hand
	$(BIN)/python tests/bench/bench_papaya_published.py

bench-slimfit: $(INSTALLED)  ## what freezing layers by SlimFit's schedule saves, and what it costs in accuracy
	$(BIN)/python tests/bench/bench_slimfit.py

bench-sparsify: $(INSTALLED)  ## recipes of sparse training on digits and on text, over paired seeds, and what papers say of them
	$(BIN)/python tests/bench/bench_sparsify.py

bench-sparsify-kernels: $(INSTALLED)  ## products with packed N:M weights against dense ones, and whole models
	$(BIN)/python tests/bench/bench_sparsify_kernels.py

bench-usm: $(INSTALLED)  ## few bits beside few weights, and both, on digits over paired seeds
	$(BIN)/python tests/bench/bench_usm.py

bench-attention: $(INSTALLED)  ## how many attention scores LeOPArd and SPRINT prune, and what it costs
	$(BIN)/python tests/bench/bench_attention.py

bench-sparsify-overhead: $(INSTALLED)  ## what sparse training adds to a step of the user's own loop, as a ratio
	$(BIN)/python tests/bench/bench_sparsify_overhead.py

bench-granite: $(INSTALLED)  ## cycles of basic blocks, predicted and measured, beside llvm-mca and OSACA
	$(BIN)/python tests/bench/bench_granite.py

bench-serving: $(INSTALLED)  ## machines to serve on: whether the mix is the cheapest, what it saves, whether speculation, pipelines and proposals hold
	$(BIN)/python tests/bench/bench_serving.py

bench-estimate: $(INSTALLED)  ## %%estimate on cells that it can't run in full, against what they took
	$(BIN)/python tests/bench/bench_estimate.py

bench-pictures: $(INSTALLED)  ## what the README's pictures show, run anew
	$(BIN)/python tests/bench/bench_pictures.py $(NAMES)

bench-llm: $(INSTALLED)  ## what a model that knows the answer adds over the rules, and what the loop costs
	$(BIN)/python tests/bench/bench_llm.py

bench-first-minute: $(INSTALLED)  ## seconds from a clone to the first accepted rewrite, step by step (COLD=1: nothing of pip's is kept)
	$(BIN)/python tests/packaging/first_minute.py $(if $(PYTHON),--python $(PYTHON)) $(if $(COLD),--cold)

docs: $(INSTALLED)  ## regenerate docs/rules.md and the shipped examples from the rules, check the links
	$(BIN)/python docs/build.py
	$(BIN)/python docs/build_examples.py

site: $(INSTALLED)  ## build the documentation into site/
	$(BIN)/python docs/build_site.py

pictures: $(INSTALLED) $(LABEXTENSION)  ## take the README's pictures in JupyterLab, light and dark (NAMES: some of them)
	$(BIN)/python docs/pictures.py $(NAMES)

binder: $(INSTALLED) browser  ## take Binder's steps without Docker and run the tour in a pod of 2 GB
	$(BIN)/python tests/binder/simulate.py

dependencies: $(INSTALLED)  ## regenerate docs/dependencies.md: what gets installed, and its licences
	$(BIN)/python docs/build_dependencies.py

dist: $(INSTALLED) $(LABEXTENSION)  ## build the wheel and the source archive into dist/
	rm -rf dist
	$(BIN)/python -m hatchling build

$(RELEASE_INSTALLED): pyproject.toml | $(INSTALLED)
	$(BIN)/python -m venv --clear $(RELEASE)
	$(RELEASE)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(RELEASE)/bin/python -m pip install --quiet --disable-pip-version-check --group release
	@touch $@

# Strict: a package that the database couldn't be asked about is a failure, and not a pass.
audit: $(RELEASE_INSTALLED)  ## known vulnerabilities of all pinned packages (asks PyPI's database)
	$(RELEASE)/bin/pip-audit --strict --disable-pip --no-deps --requirement constraints.txt

changelog: $(RELEASE_INSTALLED)  ## show what changelog.d makes of CHANGELOG.md; RELEASE_NOW=1 writes it
	$(RELEASE)/bin/towncrier build --version $(VERSION) $(if $(RELEASE_NOW),--yes,--draft)

release-check: dist $(RELEASE_INSTALLED)  ## whether dist/ would be taken by a package index
	$(RELEASE)/bin/twine check --strict dist/*

hooks: $(INSTALLED)  ## run style and types before each commit
	$(BIN)/pre-commit install

clean:  ## remove .venv and everything generated
	rm -rf labextension/node_modules labextension/lib jupyter_perf/labextension
	rm -rf $(VENV) dist site .bench .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find jupyter_perf tests notebooks docs -name __pycache__ -type d -prune -exec rm -rf {} +
