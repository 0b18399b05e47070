# The commands of the collection; `make help` lists them. Each one is a small file in tools/.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

BENCH := .bench/bin
BENCH_READY := .bench/ready

.PHONY: help run verify test lab sensitivity archive bench store clean

help:  ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(READY)  ## execute every notebook, fill output/; with REPORT=page.txt ISSUED=2022-06-25 your own page
	$(BIN)/python tools/run.py $(if $(REPORT),--report "$(REPORT)") $(if $(ISSUED),--issued "$(ISSUED)")

verify: $(READY)  ## run again and compare every table and chart with the stored receipt
	$(BIN)/python tools/verify.py

test: $(READY)  ## run all tests: helpers, notebooks, style, data
	$(BIN)/python -m pytest

archive: $(READY)  ## write an archive of N=2000 synthetic pages and read it on all cores
	$(BIN)/python tools/archive.py --pages $(or $(N),2000)

sensitivity: $(READY)  ## flip each choice of the analysis and see which findings survive
	$(BIN)/python tools/sensitivity.py $(REPORT)

lab: $(READY)  ## open the notebooks in JupyterLab
	$(BIN)/python tools/lab.py

bench: $(READY) $(BENCH_READY)  ## measure accuracy and speed beside other tools, in an environment of their own
	$(BIN)/python tests/benchmarks/bench_segmentation.py $(BENCH)/python
	$(BIN)/python tests/benchmarks/bench_quantities.py $(BENCH)/python
	$(BIN)/python tests/benchmarks/bench_archive.py

store: $(READY)  ## after an edit: write data checksums, execute the notebooks in place
	$(BIN)/python tools/checksums.py
	$(BIN)/python tools/store.py

clean:  ## remove output/, the environment and caches
	rm -rf output output.partial .venv .bench .pytest_cache .hypothesis *.egg-info
	find . -name __pycache__ -o -name .ipynb_checkpoints | xargs rm -rf

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
		|| { echo "Python 3.11 to 3.13 is needed; name one with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $(READY)

$(BENCH_READY): tests/benchmarks/requirements.txt
	$(PYTHON) -m venv .bench
	$(BENCH)/python -m pip install --quiet --disable-pip-version-check -r tests/benchmarks/requirements.txt
	@touch $(BENCH_READY)
