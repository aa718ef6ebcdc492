"""The house stays in order: imports run one way, and tests mirror the sources."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "clusterlab"

# Which rooms a room may import: all arrows run down. What stands directly in the package (the
# cluster object, the names it hands on) puts rooms together and is seen by `cli` alone.
MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "words": {"model"},
    "load": {"model"},
    "measure": {"model"},
    "siting": {"model"},
    "invest": {"model"},
    "ingest": {"model", "load"},
    "study": {"model", "load", "measure", "siting", "invest"},
    "draw": {"model", "words"},
    "report": {"model", "words", "draw", "study"},
    "run": {"model", "words", "load", "report"},
    "": {"model", "load", "ingest", "draw", "study", ""},
    "cli": {"model", "words", "load", "ingest", "run", "report", ""},
}


# What a notebook declares: the one way from a run to a study.
DECLARED = {("run/inputs.py", "study")}


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def imported_rooms(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and room of each import inside the package, wherever in the file it stands."""
    package = ("clusterlab", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join((*base, *([node.module] if node.module else [])))
            names = [f"{stem}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "clusterlab":
                room = parts[1] if len(parts) > 1 and (PACKAGE / parts[1]).is_dir() else ""
                yield node.lineno, room


def test_imports_run_one_way() -> None:
    wrong = []
    for path in sources():
        room, name = room_of(path), str(path.relative_to(PACKAGE))
        assert room in MAY_IMPORT, f"{room} is not a room of the house"
        wrong += [
            f"{name}: line {line}: {room or 'the package'} imports {other or 'the package'}"
            for line, other in imported_rooms(path)
            if other != room and other not in MAY_IMPORT[room] and (name, other) not in DECLARED
        ]
    assert not wrong, "\n".join(wrong)


def test_no_room_holds_more_than_a_third_of_the_house() -> None:
    lines: dict[str, int] = {}
    for path in sources():
        lines[room_of(path)] = lines.get(room_of(path), 0) + path.read_text("utf-8").count("\n")
    largest = max(lines, key=lambda room: lines[room])
    assert lines[largest] * 3 <= sum(lines.values()), lines


def test_there_is_no_import_circle() -> None:
    modules = {module_name(path): path for path in sources()}
    graph = {name: set(module_imports(path, modules)) for name, path in modules.items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail, name))
        if name in done:
            return
        for other in graph[name]:
            visit(other, (*trail, name))
        done.add(name)

    for name in graph:
        visit(name, ())


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def module_imports(path: Path, modules: dict[str, Path]) -> Iterator[str]:
    """Yield the modules imported at the top of a file: later imports cannot make a circle."""
    package = ("clusterlab", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join((*base, *([node.module] if node.module else [])))
            for alias in node.names:
                full = f"{stem}.{alias.name}"
                target = full if full in modules else stem
                if target in modules and target != module_name(path):
                    yield target
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)


def test_tests_mirror_the_sources() -> None:
    def test_file(path: Path) -> Path:
        relative = path.relative_to(PACKAGE)
        name = relative.stem.lstrip("_")
        return ROOT / "tests" / relative.parent / f"test_{name}.py"

    missing = [
        str(path.relative_to(ROOT))
        for path in sources()
        if path.name not in {"__init__.py", "__main__.py"} and not test_file(path).is_file()
    ]
    assert not missing, f"without a test file of their own: {missing}"


def test_every_source_file_opens_with_its_job() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sources()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent
