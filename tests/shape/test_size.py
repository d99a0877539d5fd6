"""Small pieces: files under 400 lines and functions under 40, or a reason in exceptions.toml."""

from tests.shape.tree import PROJECT, SOURCES, exceptions, functions, name_of, python_files

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 40


def long_files() -> dict[str, int]:
    counted = {name_of(path): len(path.read_bytes().splitlines()) for path in python_files(SOURCES)}
    return {name: lines for name, lines in counted.items() if lines > LINES_OF_A_FILE}


def long_functions() -> dict[str, int]:
    return {
        f"{name_of(path)}::{function}": lines
        for path in python_files(SOURCES)
        for function, lines in functions(path)
        if lines > LINES_OF_A_FUNCTION
    }


def test_no_python_file_is_over_400_lines_without_a_reason():
    assert {name: lines for name, lines in long_files().items() if name not in exceptions("long_files")} == {}


def test_no_function_is_over_40_lines_without_a_reason():
    allowed = exceptions("long_functions")
    assert {name: lines for name, lines in long_functions().items() if name not in allowed} == {}


def test_every_exception_is_still_needed_and_has_a_reason():
    listed = exceptions("long_files") | exceptions("long_functions")
    assert set(listed) <= set(long_files()) | set(long_functions())
    assert all(reason.strip() for reason in listed.values())


def test_every_folder_of_python_files_is_a_package():
    folders = {path.parent for path in python_files(PROJECT / "src" / "fodfaeste")}
    assert [name_of(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
