"""Settings come from the environment, then adopters.toml; a mistake in either is named in one line."""

from pathlib import Path

import pytest

from errors import SettingsError
from settings import get_settings, read_settings, writable


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_environment_wins_over_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "adopters.toml").write_text("port = 9001\ntimeout = 7\n", encoding="utf-8")
    monkeypatch.setenv("ADOPTERS_PORT", "9002")
    assert (get_settings().port, get_settings().timeout) == (9002, 7)


@pytest.mark.parametrize("written", ["127.0.0.1:80, 10.0.0.0/8", '["127.0.0.1:80", "10.0.0.0/8"]'])
def test_a_list_is_written_with_commas_or_as_json(folder: Path, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("ADOPTERS_ALLOWED_PRIVATE_HOSTS", written)
    assert get_settings().allowed_private_hosts == ["127.0.0.1:80", "10.0.0.0/8"]


@pytest.mark.parametrize(
    ("variable", "value", "named"),
    [
        ("ADOPTERS_PORT", "abc", "ADOPTERS_PORT"),
        ("ADOPTERS_ALLOWED_PRIVATE_HOSTS", "[broken", "ADOPTERS_ALLOWED_PRIVATE_HOSTS"),
        ("ADOPTERS_DOWNLOAD_DELY", "5", "meant 'download_delay'?"),
    ],
)
def test_a_wrong_variable_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, named: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        get_settings()
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "named"),
    [("port = [1", "Unclosed array"), ("prot = 1", "meant 'port'?"), ("port = 99999", "'port' in adopters.toml")],
)
def test_a_wrong_file_is_named(folder: Path, written: str, named: str) -> None:
    (folder / "adopters.toml").write_text(written, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert "adopters.toml" in str(caught.value)
    assert named in str(caught.value)


def test_a_data_folder_that_cannot_be_made_is_named_with_the_setting(folder: Path) -> None:
    (folder / "taken").touch()
    with pytest.raises(SettingsError, match="ADOPTERS_DATA_DIR"):
        writable(folder / "taken" / "data")
