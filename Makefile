# make demo   build, and generate the example report in three formats
# make test   run every test
# make fonts  fetch open Chinese fonts; make fonts-rare: with rare characters too
# make test-web  check page, fragment, Markdown, schemas and the handbook's page with
#             other people's tools
# make test-browser  preview an example in Chromium: saves, clicks, keys, widths
# make bench  time whole commands, beside plain typst and other programs where
#             installed, and each stage
# make ci     everything that must hold before a change is taken
# make deny   licences and sources of all that is linked (needs cargo-deny)
# make pictures  the pictures of the documents, from the program's own output
# make handbook  docs/handbook.md as one page, out/handbook.html
.POSIX:
.PHONY: demo build fonts fonts-rare test test-web test-browser web-tools bench ci format lint lint-fuzz doc clean-tree deny pictures handbook

EXAMPLE = examples/quanzhou-2021/2021.yaml
OUT = out

demo: fonts build
	@target/release/nianbao build $(EXAMPLE) -o $(OUT)
	@echo
	@echo "示例报告已经生成，可以打开看看："
	@ls -1 $(OUT)/2021.html $(OUT)/2021.md $(OUT)/2021.pdf
	@echo "数据文件是 $(EXAMPLE)；程序是 target/release/nianbao"

build:
	cargo build --release --locked

# Open Chinese fonts for the PDF, if the machine has none.
fonts:
	@sh scripts/fonts.sh

# And those that have rare characters, about 90 MB.
fonts-rare:
	@sh scripts/fonts.sh rare

pictures: fonts build web-tools
	@sh scripts/pictures.sh target/release/nianbao $(EXAMPLE)
	@sh scripts/handbook-pictures.sh target/release/nianbao

handbook:
	@cargo run --quiet --locked -p nianbao-handbook -- docs/handbook.md $(OUT)/handbook.html
	@echo "手册已经写成：$(OUT)/handbook.html"

# Not part of `ci`: cargo-deny is installed by few.
deny:
	cargo deny --locked check bans licenses sources

test: fonts
	cargo test --locked
	cargo test --locked -p nianbao-handbook

# What the tests in Chromium and the pictures take from npm.
web-tools:
	@for tool in node npm; do command -v $$tool >/dev/null || \
	    { echo "$$tool is missing: apt-get install nodejs npm chromium" >&2; exit 1; }; done
	npm ci --prefix tests/web --ignore-scripts --no-audit --no-fund

# vnu, axe, Chromium, two Markdown parsers and a language server. Its own tools come
# from npm; Node.js, Java and Chromium must be there.
test-web: web-tools
	@command -v java >/dev/null || \
	    { echo "java is missing: apt-get install default-jre-headless" >&2; exit 1; }
	cargo build --locked
	cargo run --quiet --locked -p nianbao-handbook -- docs/handbook.md target/web/handbook.html
	node tests/web/run.mjs target/debug/nianbao target/web/handbook.html

# Chromium, driven by what npm gives.
test-browser: fonts web-tools
	cargo build --locked
	node tests/web/preview.mjs target/debug/nianbao

bench: fonts build
	cargo build --release --locked -p nianbao-plain
	sh scripts/bench.sh

ci: format lint lint-fuzz test test-web test-browser doc handbook clean-tree

format:
	cargo fmt --all --check

lint:
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked -p nianbao-plain -- -D warnings
	cargo clippy --locked -p nianbao-stages --all-targets -- -D warnings
	cargo clippy --locked -p nianbao-handbook --all-targets -- -D warnings
	cargo clippy --locked --all-targets --no-default-features --features cli -- -D warnings
	cargo clippy --locked --all-targets --no-default-features -- -D warnings

# Nothing else compiles the fuzz targets; their driver is C++.
lint-fuzz:
	RUSTFLAGS="--cfg fuzzing" cargo clippy --locked --manifest-path fuzz/Cargo.toml -- -D warnings

doc:
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items

clean-tree:
	git diff --exit-code
	test -z "$$(git status --porcelain)"
