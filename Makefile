# make demo   build, and generate the example report in three formats
# make test   run every test
# make fonts  fetch open Chinese fonts; make fonts-rare: with rare characters too
# make bench  time whole commands, beside other programs where installed
# make ci     everything that must hold before a change is taken
.POSIX:
.PHONY: demo build fonts fonts-rare test bench ci format lint doc clean-tree

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

test: fonts
	cargo test --locked

bench: fonts build
	sh scripts/bench.sh

ci: format lint test doc clean-tree

format:
	cargo fmt --check

lint:
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked --all-targets --no-default-features --features cli -- -D warnings
	cargo clippy --locked --all-targets --no-default-features -- -D warnings

doc:
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items

clean-tree:
	git diff --exit-code
	test -z "$$(git status --porcelain)"
