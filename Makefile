# Needs Python 3.11 or newer, make and a shell; everything else is fetched. CI runs `make test`, as everybody does.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh
# Packages are compiled when they are first imported: without it every start would compile them again.
unexport PYTHONDONTWRITEBYTECODE

PORT ?= 8000
export PORT
# More arguments for pytest and the benchmark: make test-sqlite ARGS="-k facets"
ARGS ?=
# Left out on PostgreSQL; `make test-full` runs them there, too.
ONCE := and not once
# Of many examples of one thing, some; `make test-full` runs all.
SAMPLE := --sample
# One process more than two cores have: browsers and servers are waited for.
PYTEST = .venv/bin/pytest -n 3 --dist worksteal $(SAMPLE) $(ARGS)
# Elasticsearch without its second compiler: it lives for minutes, and would spend half of its time compiling.
QUICK_START = ES_JAVA_OPTS="$${ES_JAVA_OPTS:--Xms768m -Xmx768m -XX:TieredStopAtLevel=1}"
# Where servers are given, none may be installed whose start could be tested.
GIVEN = $(if $(TEST_ELASTICSEARCH_URL)$(TEST_POSTGRES_URL),--ignore=tests/tools/test_services.py)
BENCH_SQLITE := sqlite:///.run/bench.sqlite3
MAKEMIGRATIONS := DJANGO_SETTINGS_MODULE=cms.settings.test DATABASE_URL=sqlite://:memory: \
	.venv/bin/python manage.py makemigrations
CHECK_SCHEMA := .venv/bin/check-jsonschema --quiet --builtin-schema
FONTS := cms/base/static/fonts/fonts.css
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po cms/locale_upstream/*/LC_MESSAGES/*.po))

.PHONY: help run demo shell test test-embedded test-sqlite test-postgres test-elasticsearch lint format typecheck messages
.PHONY: lint-but-types test-servers meanwhile catalogues fonts dictionaries upstream-messages bench lock clean reset test-full coverage migrations screenshots
.PHONY: permissions validate-html lighthouse bench-pages bench-translating bench-importing bench-exporting relevance

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { split($$1, name, ":"); printf "  make %-19s %s\n", name[1], $$2 }' $(MAKEFILE_LIST)

run: ## Install what is needed, load the demo and serve the site (PORT=8000, DATABASE_URL=SQLite under .run/)
	@tools/venv base
	@$(MAKE) catalogues
	@tools/run

demo: ## Bring the database up to date and load the demo content, without serving it
	@tools/venv base
	@$(MAKE) catalogues
	@PYTHONPATH=. .venv/bin/python tools/prepare.py

shell: ## Open Django's shell
	@tools/venv base
	@.venv/bin/python manage.py shell

test: MEANTIME = test-sqlite test-servers
test: meanwhile lint ## Everything that CI runs: lint, and the tests on SQLite, PostgreSQL and Elasticsearch

test-full: override ARGS += --hypothesis-profile=thorough
test-full: override ONCE :=
test-full: override SAMPLE :=
test-full: meanwhile lint coverage test-servers validate-html ## What `make test` does, plus every test on PostgreSQL, coverage, all examples, many more generated ones and valid HTML

test-embedded: lint test-sqlite ## What needs no server: lint and the tests on SQLite

test-sqlite: ## Run the tests on SQLite, with a real browser (ARGS="-k words" for only some of them)
	@tools/venv dev
	@tools/need gettext chromium-headless-shell
	@$(MAKE) catalogues fonts
	$(PYTEST) -m "not elasticsearch"

coverage: override ARGS += --cov
coverage: override SAMPLE :=
coverage: test-sqlite ## Run the tests on SQLite and fail if they cover less than the floor in pyproject.toml

test-postgres: ## Run the tests that can differ on PostgreSQL (TEST_POSTGRES_URL for a server of your own)
	@tools/venv dev
	@$(MAKE) catalogues fonts
	tools/with_postgres $(PYTEST) -m "not browser and not elasticsearch $(ONCE)"

test-elasticsearch: ## Run the tests that need PostgreSQL and Elasticsearch (TEST_POSTGRES_URL, TEST_ELASTICSEARCH_URL for servers of your own)
	@tools/venv dev
	@$(MAKE) catalogues fonts
	$(QUICK_START) tools/with_postgres tools/with_elasticsearch $(PYTEST) -m elasticsearch $(GIVEN)

# Both in one run, which makes the demo's databases once.
test-servers:
	@tools/venv dev
	@$(MAKE) catalogues fonts
	$(QUICK_START) tools/with_postgres tools/with_elasticsearch $(PYTEST) -m "elasticsearch or not browser $(ONCE)" $(GIVEN)

# Downloads take as long as the checks of `lint`.
meanwhile:
	@tools/venv dev
	@mkdir -p .run
	@(tools/need gettext chromium-headless-shell; $(if $(GIVEN),,.venv/bin/python -m tools.services.install)) >.run/meanwhile.log 2>&1 &

# The types take longest, on one core: `make test` begins with its tests meanwhile.
lint: ## Check format, style, templates, types, import layers, migrations, and the files for GitHub
	@tools/venv dev
	@mkdir -p .run
	@$(MAKE) typecheck >.run/types.log 2>&1 & types=$$!; \
	$(MAKE) lint-but-types $(MEANTIME); others=$$?; \
	wait $$types; types=$$?; cat .run/types.log; exit $$((others + types))

lint-but-types:
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/djlint --lint --quiet templates
	.venv/bin/lint-imports --cache-dir .run/import-linter
	@$(MAKE) dictionaries
	$(MAKEMIGRATIONS) --check --dry-run
	$(CHECK_SCHEMA) vendor.github-workflows .github/workflows/*.yml
	$(CHECK_SCHEMA) vendor.dependabot .github/dependabot.yml
	$(CHECK_SCHEMA) vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(CHECK_SCHEMA) vendor.github-issue-forms .github/ISSUE_TEMPLATE/*_*.yml

format: ## Format the Python code and fix what ruff can fix
	@tools/venv dev
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

typecheck: ## Check types
	@tools/venv dev
	.venv/bin/mypy

migrations: ## Write the migrations that the models need, and format them (ARGS="--name words" to name them)
	@tools/venv dev
	@$(MAKE) dictionaries
	$(MAKEMIGRATIONS) $(ARGS)
	.venv/bin/ruff check --quiet --fix --config 'include = ["**/migrations/*.py"]' .
	.venv/bin/ruff format --config 'include = ["**/migrations/*.py"]' .

messages: ## Collect the strings to translate into locale/, for every language of the site
	@tools/venv dev
	@tools/need gettext
	tools/messages

upstream-messages: ## List what Wagtail and Django leave untranslated in cms/locale_upstream/ (ARGS="lt es" for some languages)
	@tools/venv dev
	@PYTHONPATH=. .venv/bin/python tools/upstream_messages.py $(ARGS)

catalogues: $(CATALOGUES) ## Compile the translated strings (run and test do it by themselves)
	@:

fonts: $(FONTS) ## Subset the typefaces (run and test do it by themselves)
	@:

dictionaries: ## Build the dictionaries of the search (run, test and lint do it by themselves)
	@.venv/bin/python manage.py build_dictionaries

$(FONTS): tools/fonts.py
	@.venv/bin/python tools/fonts.py

%.mo: %.po
	@.venv/bin/pybabel --quiet compile --input-file=$< --output-file=$@

relevance: ## Print how well every engine answers the judged queries, and what was found instead (five minutes)
	@tools/venv dev
	@$(MAKE) catalogues fonts
	@.venv/bin/pytest -n 0 -q -s -m "not elasticsearch" $(ARGS) tests/relevance
	@tools/with_postgres tools/with_elasticsearch .venv/bin/pytest -n 0 -q -s $(ARGS) tests/relevance

bench: ## Measure the search on every database and engine, write benchmarks/results.md (more than an hour; ARGS="1000 10000" for fewer practices)
	@tools/venv base
	@$(MAKE) dictionaries
	@rm -rf .run/bench
	@DATABASE_URL=$(BENCH_SQLITE) .venv/bin/python -m benchmarks.search $(ARGS)
	@tools/with_postgres .venv/bin/python -m benchmarks.search $(ARGS)
	@DATABASE_URL=$(BENCH_SQLITE) tools/with_elasticsearch .venv/bin/python -m benchmarks.elasticsearch $(ARGS)
	@tools/with_postgres tools/with_elasticsearch .venv/bin/python -m benchmarks.elasticsearch $(ARGS)
	@.venv/bin/python -m benchmarks.report

bench-pages: ## Print the speed, queries and bytes of the pages, compared with a stock Wagtail site with the same content (five minutes)
	@tools/venv dev
	@tools/need chromium-headless-shell
	@$(MAKE) catalogues fonts
	@.venv/bin/python -m benchmarks.pages $(ARGS)

bench-translating: ## Print how fast pages are submitted for translation, compared with wagtail-localize's own view (five minutes)
	@tools/venv dev
	@$(MAKE) catalogues
	@.venv/bin/python -m benchmarks.translating $(ARGS)

bench-importing: ## Print the seconds and the memory of an import of 1,000 practices: preview, import, undo (ARGS="100" for fewer; ten minutes)
	@tools/venv dev
	@$(MAKE) catalogues
	@.venv/bin/python -m benchmarks.importing $(ARGS)

bench-exporting: ## Print the seconds and the memory of an export of 100, 1,000 and 10,000 practices in each format (ARGS="1000" for fewer)
	@tools/venv dev
	@$(MAKE) catalogues
	@.venv/bin/python -m benchmarks.exporting $(ARGS)

screenshots: ## Take the pictures of docs/images/ and a gallery of every kind of page (.run/gallery/index.html)
	@tools/venv dev
	@tools/need chromium-headless-shell
	@$(MAKE) catalogues fonts
	@PYTHONPATH=. .venv/bin/python tools/screenshots.py

permissions: ## Generate docs/permissions.md from the table that the tests try
	@tools/venv dev
	@DJANGO_SETTINGS_MODULE=cms.settings.test .venv/bin/python -m tools.permissions

validate-html: ## Check the pages of the demo site with the Nu Html Checker (needs npm)
	@tools/venv dev
	@$(MAKE) catalogues fonts
	@PYTHONPATH=. .venv/bin/python tools/validate_html.py

lighthouse: ## Print Lighthouse's scores of the demo site's pages on a phone (needs npm; ARGS="news contact" for some URLs)
	@tools/venv dev
	@tools/need chromium-headless-shell
	@$(MAKE) catalogues fonts
	@PYTHONPATH=. .venv/bin/python tools/lighthouse.py $(ARGS)

lock: ## Lock the requirements in pyproject.toml with their hashes (ARGS=--upgrade for new versions of all)
	@tools/venv dev
	tools/lock $(ARGS)

clean: ## Remove what make has built, except the development database and uploads
	rm -rf .venv .run/dictionaries .run/mypy .run/ruff .run/pytest .run/import-linter .run/static .run/prepared .run/postgres .run/postgres.lock .run/test-* .run/coverage
	rm -rf .run/elasticsearch .run/elasticsearch.lock .run/vnu-* .run/lighthouse-*
	[ ! -w /var/cache/new-times ] || rm -rf /var/cache/new-times # instead of .run, where root's checkout is closed to others
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis $(CATALOGUES) $(dir $(FONTS))
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

reset: ## Delete the development database and uploads: the next `make run` starts from scratch
	rm -rf .run/db.sqlite3 .run/db.sqlite3-* .run/media
